"""Where the site listens, and granian, which serves it there."""

import errno
import os
import socket
import sys

from scripts.environment import ROOT, VENV

THREADS = 4  # a worker; each keeps a database connection of its own


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


def start(host, port, workers, env, log="warning"):
    """Become the server. Any option of granian's can be set in the environment (GRANIAN_WORKERS=4 …)."""
    ours = {"WORKERS": workers, "BLOCKING_THREADS": THREADS, "LOG_LEVEL": log, "RESPAWN_FAILED_WORKERS": 1}
    env = {f"GRANIAN_{name}": str(value) for name, value in ours.items()} | env
    program = VENV / "bin" / "granian"
    os.chdir(ROOT)
    words = "--interface=wsgi", f"--host={host}", f"--port={port}", "newsroom.wsgi:application"
    os.execve(program, [program, *words], env)
