"""A PostgreSQL of the tests' own: in a temporary folder, reached only through a socket in it, gone afterwards."""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Nothing here has to outlive a power cut; autovacuum would only take turns from the tests.
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"


INITDB = ("initdb", "--auth=trust", "--username=newsroom", "--encoding=UTF8", f"--locale={LOCALE}", "--no-sync")


def throw_away(programs):
    """A running server, as a DATABASE_URL. `programs` is the folder of initdb and pg_ctl. Raises CalledProcessError."""
    return server(programs, INITDB)


def replica_of(url, programs):
    """A running read replica of the server of `throw_away`, as a DATABASE_URL."""
    folder = url.removeprefix("postgres://newsroom@/").removesuffix("/newsroom")
    return server(programs, ("pg_basebackup", f"--host={folder}", "--username=newsroom", "--write-recovery-conf"))


@contextlib.contextmanager
def server(programs, make):
    """A running server whose data folder `make`, a command's words, has made."""
    # In /tmp whatever TMPDIR says: a socket's path may have no more than about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="newsroom-pg-", dir="/tmp"))
    data = folder / "data"
    who = owner(folder)
    settings = "listen_addresses=", f"unix_socket_directories={folder}", *SPEED
    options = " ".join(f"-c {setting}" for setting in settings)

    def call(name, *words):
        subprocess.run([programs / name, "-D", data, *words], check=True, cwd=folder, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, **who)  # fmt: skip

    try:
        call(*make)
        call("pg_ctl", "--log", folder / "log", "--options", options, "--wait", "start")
        try:
            yield f"postgres://newsroom@/{folder}/newsroom"
        finally:
            call("pg_ctl", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def owner(folder):
    """Whom to start the server as: it refuses to be root's. Hands over the folder; returns options for subprocess."""
    if os.geteuid() != 0:
        return {}
    known = {account.pw_name: account for account in pwd.getpwall()}
    account = known.get("postgres") or known["nobody"]
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
