"""A PostgreSQL that keeps what was loaded, for the next run; it runs only while a block lasts."""

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks import processes
from scripts import postgres

# Reads are what is measured; writing safely would only make the loading slow. A quarter of a GB of buffers where the
# default is half of that: a small machine's setting. Autovacuum stays on: it also counts rows for the planner.
SETTINGS = "listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=256MB"


@contextlib.contextmanager
def running(programs, data):
    """A server with its data in the folder `data`, as the start of a DATABASE_URL. `programs`: where initdb is.

    Raises RuntimeError, for example where the server's user may not enter the folder.
    """
    sockets = Path(tempfile.mkdtemp(prefix="newsroom-pg-", dir="/tmp"))  # a socket's path must be short
    who = postgres.owner(sockets)
    log = sockets / "log"

    def call(name, *words):
        command = [programs / name, "-D", data, *words]
        done = subprocess.run(command, cwd=sockets, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False, **who)  # fmt: skip
        if done.returncode:
            said = log.read_text() if log.exists() else done.stdout
            raise RuntimeError(f"PostgreSQL’s {name} failed: {said.strip()[-500:]}")

    try:
        with processes.on(processes.SERVER):
            if not (data / "PG_VERSION").exists():
                data.mkdir(parents=True, exist_ok=True)
                postgres.owner(data)
                call("initdb", "--auth=trust", "--username=newsroom", "--encoding=UTF8", f"--locale={postgres.LOCALE}")
            socket = f"unix_socket_directories={sockets}"
            options = " ".join(f"-c {setting}" for setting in (socket, *SETTINGS))
            # Into a file: what the server inherits from pg_ctl it would keep open for as long as it runs.
            call("pg_ctl", "--log", log, "--options", options, "--wait", "--silent", "start")
        try:
            yield f"postgres://newsroom@/{sockets}"
        finally:
            call("pg_ctl", "--mode=fast", "--wait", "--timeout=60", "stop")
    finally:
        shutil.rmtree(sockets, ignore_errors=True)
