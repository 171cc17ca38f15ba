"""What `make` calls. Runs on a bare Python, before anything of ours is installed: the standard library only."""

import sys

OLDEST_PYTHON = (3, 11)

# Here, and in words that any Python reads: a module of this package may not even parse under an older one.
if sys.version_info < OLDEST_PYTHON:
    sys.exit(
        "Newsroom needs Python %d.%d or newer, and this is %s. Name a newer one: make run PYTHON=python3.12"  # noqa: UP031
        % (OLDEST_PYTHON + (".".join(map(str, sys.version_info[:3])),))  # noqa: RUF005
    )
