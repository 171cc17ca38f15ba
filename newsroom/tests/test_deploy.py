"""The settings as a production server has them, in a process of their own."""

import json
import os
import subprocess
import sys

from django.conf import settings

PRODUCTION = {
    "SECRET_KEY": "kX2v9bQ7mWf4Tz8sLr1Nc6Hy3Jd5Gp0aVeUiOxZqBwMnRtYlKhSjDgFcPaEuIo7",
    "SITE_URL": "https://news.example",
    "ALLOWED_HOSTS": "news.example",
    "DEBUG": "0",
}


def run(*command, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(  # noqa: S603
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=kept | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_check_deploy_finds_nothing():
    checked = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout + checked.stderr


def test_without_a_secret_key_nothing_starts():
    refused = run("manage.py", "check", **PRODUCTION | {"SECRET_KEY": ""})
    assert refused.returncode != 0
    assert "Set SECRET_KEY in the environment" in refused.stderr


STRICT = {
    "SESSION_COOKIE_NAME": "__Host-sessionid",
    "CSRF_COOKIE_NAME": "__Host-csrftoken",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 63_072_000,
    "DEBUG": False,
    "ALLOWED_HOSTS": ["news.example"],
}


def test_an_https_address_makes_everything_strict():
    values = f"{{name: getattr(settings, name) for name in {list(STRICT)}}}"
    show = f"import json; from django.conf import settings; print(json.dumps({values}))"
    assert json.loads(run("-c", show, **PRODUCTION).stdout) == STRICT
