"""The static files, gathered and compressed into var/static when one of them has changed."""

import hashlib
import sys

from scripts.environment import ROOT, RUN, VAR, manage

STAMP = VAR / "static.stamp"


def collect(env):
    """Gather the static files unless the last time saw the same ones. Earlier names stay, for pages in caches."""
    seen = fingerprint()
    if STAMP.exists() and STAMP.read_text() == seen and (VAR / "static").is_dir():
        return
    print("Gathering static files…", flush=True)
    if not manage("collectstatic", "--noinput", "--verbosity=0", env=env):
        sys.exit("The static files could not be gathered; the reason stands above.")
    STAMP.write_text(seen)


def fingerprint():
    """A digest that changes with any static file of ours, the packages that bring their own, and the settings."""
    files = [ROOT / RUN, ROOT / "newsroom" / "settings.py", ROOT / "newsroom" / "bundles.py"]
    for folder in (ROOT / "static", *sorted(ROOT.glob("[a-z]*/static"))):
        if folder.parent != VAR:
            files += sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}\n" for path in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
