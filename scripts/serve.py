"""`make serve`: the production server. What it needs comes from the environment; docs/operators.md lists every name."""

import os
import subprocess
import sys

from scripts import environment, server, static
from scripts.environment import PYTHON, ROOT


def main():
    env = dict(os.environ)
    if not env.get("SECRET_KEY"):
        sys.exit(
            "Set SECRET_KEY in the environment, the same at every start. To draw one:\n"
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    host, port = server.address(env)
    environment.install()
    refuse_unmigrated(env)
    static.collect(env)
    server.serve(host, port, workers=os.cpu_count() or 1, env=env, log="info")


def refuse_unmigrated(env):
    """Exit with a sentence when the settings are wrong, the database does not answer, or migrations are pending."""
    command = [PYTHON, "manage.py", "migrate", "--check"]
    answer = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    if answer.returncode == 0:
        return
    said = [line for line in answer.stderr.splitlines() if line[:1].strip()]  # without the indented: code, hints
    if said and ("Traceback" in answer.stderr or "Error" in said[-1]):
        sys.exit(f"The site can't start: {said[-1]}")
    sys.exit("The database is not up to date. Run this with the same environment, then start again:\n"
             ".venv/bin/python manage.py migrate")  # fmt: skip


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
