"""What the tests use of the system's: a browser, databases, web servers. Found, or fetched by apt-get if allowed."""

import os
import shutil
import subprocess
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium():
    """The path of a Chromium, or None. CHROMIUM in the environment names another one."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def postgres():
    """The folder that holds initdb, pg_ctl and postgres, the newest release's where there are several; or None."""
    releases = Path("/usr/lib/postgresql").glob("*/bin")
    folders = sorted(releases, key=lambda folder: float(folder.parent.name), reverse=True)
    if named := shutil.which("initdb"):
        folders.append(Path(named).resolve().parent)
    programs = ("initdb", "pg_ctl", "postgres")
    return next((folder for folder in folders if all((folder / name).exists() for name in programs)), None)


def program(*names):
    """The path of the first of these programs that is here, or None. Debian keeps servers where only root looks."""
    return next(filter(None, (shutil.which(name) or shutil.which(f"/usr/sbin/{name}") for name in names)), None)


def redis():
    return program("redis-server", "valkey-server")


def nginx():
    return program("nginx")


def varnish():
    return program("varnishd")


def fetch(*names):
    """Install Debian packages, if this user may without being asked for a password. Returns why not, or None."""
    if not shutil.which("apt-get"):
        return "there is no apt-get here"
    if os.geteuid() == 0:
        before = []
    elif shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        before = ["sudo", "-n"]
    else:
        return "installing packages needs root"
    print(f"Installing {' and '.join(names)} with apt-get…", flush=True)
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Acquire::Retries=3"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    if subprocess.call([*apt, "update"], **quiet) or subprocess.call([*apt, "install", "-y", *names], **quiet):
        return "apt-get could not install it"
    return None
