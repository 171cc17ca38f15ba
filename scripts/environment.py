"""The virtual environment in .venv, with exactly the packages that requirements.txt pins."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
RUN, DEV = "requirements.txt", "requirements-dev.txt"

# What pip prints when it can't reach its index, in its own words and in those of the libraries under it.
OFFLINE = ("ConnectionError", "connection broken by", "Max retries exceeded", "TimeoutError", "ProxyError",
           "Temporary failure in name resolution", "Name or service not known", "(from versions: none)")  # fmt: skip


def install(requirements=RUN):
    """Make .venv where it is missing or broken, and install the pins unless they are in it. Exits with a sentence."""
    VAR.mkdir(exist_ok=True)
    if not works():
        make()
    if is_installed(requirements):
        return
    print("Installing what Newsroom needs into .venv (a minute or two, the first time)…", flush=True)
    log = VAR / "install.log"
    pip = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-input", "--progress-bar=off", "-r", requirements]
    with log.open("w") as output:
        code = subprocess.call(pip, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
    if code:
        sys.exit(why_not(log.read_text(errors="replace"), log.relative_to(ROOT)))
    for name in (RUN,) if requirements == RUN else (RUN, DEV):  # the packages for development hold those to run
        stamp(name).write_text(digest(name))


def works():
    """Whether .venv holds a Python that starts, is new enough and has pip: a stopped run may have left half of one."""
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.call([PYTHON, "-c", test], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make():
    """Make .venv afresh. Exits with a sentence where this Python can't."""
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        sys.exit(
            "This Python can't make virtual environments. On Debian or Ubuntu: apt-get install python3-venv\n"
            "Then run the same command again."
        )
    print("Making a virtual environment in .venv…", flush=True)
    venv.create(VENV, clear=True, symlinks=True, with_pip=True)


def is_installed(requirements):
    """Whether .venv was filled from this file as it is now."""
    try:
        return stamp(requirements).read_text() == digest(requirements)
    except OSError:
        return False


def stamp(requirements):
    return VENV / f"{requirements}.installed"


def digest(requirements):
    return hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()


def why_not(output, log):
    """One sentence for a failed installation, from what pip printed."""
    if any(words in output for words in OFFLINE):
        return f"The package index can't be reached. Check the network, then run the same again. (Details: {log})"
    errors = [line for line in output.splitlines() if line.startswith("ERROR")]
    return f"Installing failed: {errors[0] if errors else 'pip gave no reason'} (All of it: {log})"


def manage(*words, env):
    """Run a command of manage.py; whether it went well. What it prints goes through."""
    return subprocess.call([PYTHON, "manage.py", *words], cwd=ROOT, env=env) == 0


def call(program, *words, env=None):
    """Run a program of .venv; whether it went well. Of the caller's environment the choice of database stays behind."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [VENV / "bin" / program, *words]
    good = subprocess.call(command, cwd=ROOT, env=inherited | (env or {}), stdin=subprocess.DEVNULL) == 0
    if not good:
        print(f"(That was {program} {' '.join(words[:3])}.)", flush=True)
    return good
