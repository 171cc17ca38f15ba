"""`make bench`: everything set up as for the tests, then the measures of benchmarks/. docs/performance.md says how."""

import os
import secrets
import shutil
import signal
import sys

from scripts import environment, packages, static
from scripts.environment import PYTHON, ROOT


def main():
    environment.install(environment.DEV)
    fetch_missing()
    static.collect(os.environ | {"SECRET_KEY": secrets.token_urlsafe(50), "DEBUG": "0"})
    os.chdir(ROOT)
    # In place of this process: a signal to the one is a signal to the other.
    os.execv(PYTHON, [PYTHON, "-m", "benchmarks"])


def fetch_missing():
    """Install what the measures use of the system's, where that is allowed. They say what they did without."""
    have = {
        "wrk": shutil.which("wrk"),
        "nginx-light": shutil.which("nginx") or shutil.which("/usr/sbin/nginx"),
        "chromium": packages.chromium(),
        "postgresql": packages.postgres(),
    }
    missing = [name for name, found in have.items() if not found]
    if missing and (reason := packages.fetch(*missing)):
        print(f"Not here: {', '.join(missing)}; {reason}. As root: apt-get install {' '.join(missing)}", flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("\nStopped."))
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
