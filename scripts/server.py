"""Where the site listens, granian, which serves it there, and the worker beside it."""

import errno
import signal
import socket
import subprocess
import sys

from scripts.environment import PYTHON, ROOT, VENV
from scripts.worker import WORK, Worker

THREADS = 4  # a worker; each keeps a database connection of its own
PATIENCE = 10  # seconds for a worker to finish what it is answering, when told to stop


def address(env):
    """HOST and PORT from the environment, as (str, int). Exits with a sentence when they can't be used."""
    host, port = env.get("HOST") or "127.0.0.1", env.get("PORT") or "8000"
    if not (port.isdecimal() and 0 < int(port) < 65536):
        sys.exit(f"PORT must be a number from 1 to 65535, not {port!r}.")
    refuse_taken(host, int(port))
    return host, int(port)


def refuse_taken(host, port):
    """Exit with a sentence unless one can listen there. (Granian itself would share the port with another granian.)"""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(place)
    except PermissionError:
        sys.exit(f"Port {port} is kept for the system's own programs: choose one from 1024 up, for example PORT=8000.")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            sys.exit(f"HOST is {host!r}, which is no address of this machine.")
        sys.exit(f"Something already listens on {host}:{port}. Stop it, or choose another port: PORT={port ^ 1}")


def serve(host, port, workers, env, log="warning", application="newsroom.wsgi:application"):
    """Serve until told to stop. Any option of granian's can be set in the environment (GRANIAN_WORKERS=4 …)."""
    ours = {"WORKERS": workers, "BLOCKING_THREADS": THREADS, "LOG_LEVEL": log, "RESPAWN_FAILED_WORKERS": 1,
            "WORKERS_KILL_TIMEOUT": PATIENCE}  # fmt: skip
    env = {f"GRANIAN_{name}": str(value) for name, value in ours.items()} | env
    words = "--interface=wsgi", f"--host={host}", f"--port={port}", application
    # In a process group of its own: a Ctrl-C that reaches granian and its workers at the same time makes them wait for
    # each other (15 of 25 times with granian 2.8.7), so it gets one signal, from here.
    granian = subprocess.Popen([VENV / "bin" / "granian", *words], cwd=ROOT, env=env, process_group=0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: granian.terminate())
    worker = Worker(env)
    code = granian.wait()
    worker.stop()
    sys.exit(code)


def develop(place, env):
    """Serve at "host:port" by Django's own server until Ctrl-C. It and the worker begin anew when a file changes."""
    worker = Worker(env, [*WORK, "--reload"])
    try:
        sys.exit(subprocess.call([PYTHON, "manage.py", "runserver", place], cwd=ROOT, env=env))
    finally:
        worker.stop()
