"""`make run` and `make dev`: everything set up, the demo newsroom on the first run, then the server."""

import os
import secrets
import sys

from scripts import environment, server, static
from scripts.environment import ROOT, VAR, manage

KEY = VAR / "secret-key"
DATABASE = VAR / "newsroom.sqlite3"  # where the settings put it without DATABASE_URL
SIGN_INS = VAR / "demo-sign-ins.txt"  # written by `manage.py demo`, which leaves a site that is not empty alone


def main(dev):
    env = dict(os.environ)
    host, port = server.address(env)
    environment.install(environment.DEV if dev else environment.RUN)
    env |= {"HOST": host, "PORT": str(port), "SECRET_KEY": env.get("SECRET_KEY") or own_key()}
    if dev:
        env.setdefault("DEBUG", "1")
    else:
        static.collect(env)
    first = not SIGN_INS.exists() or not (env.get("DATABASE_URL") or DATABASE.exists())
    if not manage("migrate", "--noinput", "--verbosity=0", env=env):
        sys.exit("The database could not be set up; the reason stands above.")
    if first and not manage("demo", env=env):
        print("There is no demo newsroom: the reason stands above. The site itself starts all the same.", flush=True)
    greet(host, port, env, first)
    if dev:
        server.develop(f"{bracketed(host)}:{port}", env)
    server.refuse_taken(host, port)  # the set-up may have taken minutes
    # One worker, so that everything sees the same in-memory cache.
    server.serve(host, port, workers=1, env=env)


def own_key():
    """The secret key of this checkout, drawn on the first run."""
    if not KEY.exists():
        write_private(KEY, secrets.token_urlsafe(50))
    return KEY.read_text()


def write_private(path, text):
    """Write a file that nobody else may read, at no moment."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)


def greet(host, port, env, first):
    """Say where the site is and who can sign in."""
    site = env.get("SITE_URL") or f"http://{bracketed(host)}:{port}"
    print(f"\nNewsroom   {site}/\nThe desk   {site}/admin/\n")
    if SIGN_INS.exists():
        print(f"{SIGN_INS.read_text().rstrip()}\n(kept in {SIGN_INS.relative_to(ROOT)})\n")
    if first:
        print("The pictures get their sizes in the background, within a minute or two; until then they load slowly.\n")
    print("Ctrl-C stops it.\n", flush=True)


def bracketed(host):
    return f"[{host}]" if ":" in host else host


if __name__ == "__main__":
    try:
        main(dev="--dev" in sys.argv)
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on from here.")
