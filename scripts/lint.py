"""The checks that take seconds (`make lint`), and the mending of what they can mend (`make format`)."""

import os
import secrets
import sys

from scripts import environment
from scripts.environment import ROOT, call

SKIPPED_FOLDERS = {"var", "node_modules"}
PRODUCTION = {
    "SITE_URL": "https://news.example",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "DEBUG": "0",
    "DATABASE_URL": "sqlite://:memory:",
}


def check():
    """Run every check, so that all complaints are seen at once; whether there was none."""
    good = [
        call("ruff", "check", "--quiet", "--output-format=concise", "."),
        call("ruff", "format", "--quiet", "--check", "--output-format=concise", "."),
        call("django-upgrade", "--check", "--target-version=5.2", *sources(".py")),
        call("djade", "--check", "--target-version=5.2", *desk_templates()),
        call("python", "manage.py", "makemigrations", "--check", "--dry-run", env=PRODUCTION),
        call("python", "manage.py", "check", "--deploy", "--fail-level=WARNING", env=PRODUCTION),
    ]
    return all(good)


def mend():
    """Rewrite what the tools can rewrite; whether nothing is left that a person has to mend."""
    call("django-upgrade", "--exit-zero-even-if-changed", "--target-version=5.2", *sources(".py"))
    call("djade", "--target-version=5.2", *desk_templates())
    call("ruff", "format", "--quiet", ".")
    return call("ruff", "check", "--quiet", "--fix", ".")


def sources(suffix):
    """The project's files with this suffix, as paths from its root."""
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS and not name.startswith("."))
        found += (os.path.relpath(os.path.join(folder, name), ROOT) for name in sorted(files) if name.endswith(suffix))
    return found


def desk_templates():
    """The templates in Django's language, which djade knows. The readers' are in Jinja: a test compiles them."""
    return [path for path in sources(".html") if path.startswith("templates/desk/")]


if __name__ == "__main__":
    environment.install(environment.DEV)
    sys.exit(not (mend if "--mend" in sys.argv else check)())
