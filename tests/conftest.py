"""The real thing for browser tests: granian with production settings, on a database and a media folder of its own."""

import itertools
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from urllib.request import urlopen

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "correct horse battery"
CAST = {"writer": "Wanda Writer", "editor": "Edgar Editor", "moderator": "Moe Moderator", "chief": "Charlie Chief"}
MAKE_CAST = """
from django.contrib.auth.models import Group
from newsroom.models import User
for role, name in {cast}.items():
    kind = {{"is_staff": True, "is_superuser": role == "chief"}}
    user = User.objects.create_user(f"{{role}}@example.com", {password!r}, name=name, **kind)
    user.groups.set(Group.objects.filter(name=role.title()))
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory, django_db_setup, django_db_blocker):
    """A running site: `.url`, `.manage(*words)` gives what it prints, `.work()` does what waits, `.kill()`, `.start()`,
    `.env` of its processes.

    Its cast is CAST.
    """
    folder = tmp_path_factory.mktemp("newsroom")
    port = free_port()
    site = SimpleNamespace(url=f"http://127.0.0.1:{port}", folder=folder, process=None)
    with django_db_blocker.unblock():
        database = make_database(folder)
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DEBUG": "0",
        "SECRET_KEY": "used-by-the-browser-tests-and-by-nothing-else",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SITE_NAME": "The Trial",
        "DATABASE_URL": database,
        "MEDIA_ROOT": str(folder / "media"),
        "TIME_ZONE": "Europe/Berlin",
    }

    thousands = itertools.count(1000, 1000)

    def manage(*words):
        command = [sys.executable, "manage.py", *words]
        numbered = env | {"FIRST_NUMBER": str(next(thousands))}
        return subprocess.run(command, cwd=ROOT, env=numbered, check=True, capture_output=True, text=True).stdout

    def start():
        words = [
            "--interface=wsgi",
            f"--port={port}",
            "--workers=1",
            "--blocking-threads=4",
            "newsroom.wsgi:application",
        ]
        granian = Path(sys.executable).with_name("granian")
        with (folder / "server.log").open("ab") as log:
            site.process = subprocess.Popen([granian, *words], cwd=ROOT, env=env, stdout=log, stderr=log)
        wait_for(f"{site.url}/livez", site.process)

    def kill():
        site.process.send_signal(signal.SIGTERM)
        site.process.wait(20)

    site.manage, site.start, site.kill, site.env = manage, start, kill, env
    site.work = lambda: manage("work", "--batch")
    manage("migrate", "--verbosity=0")
    manage("collectstatic", "--noinput", "--verbosity=0")
    manage("shell", "--no-imports", "-c", MAKE_CAST.format(cast=CAST, password=PASSWORD))
    start()
    yield site
    kill()


def make_database(folder):
    """The address of an empty database on the same engine as the tests'."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'newsroom.sqlite3'}"
    name = f"site_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def wait_for(address, process, seconds=30):
    for _try in range(seconds * 10):
        if process.poll() is not None:
            raise RuntimeError("the server ended by itself")
        try:
            with urlopen(address, timeout=1):  # noqa: S310  an address of our own
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer")
