"""`make lock`: pin what requirements*.in ask for, with hashes, good for every Python from the oldest that we run on."""

import sys

from scripts import OLDEST_PYTHON, environment

OPTIONS = (
    "--quiet",
    "--universal",
    "--generate-hashes",
    "--no-emit-index-url",  # the files name packages, not where one machine got them
    "--custom-compile-command=make lock",
    f"--python-version={'.'.join(map(str, OLDEST_PYTHON))}",
)

if __name__ == "__main__":
    environment.install(environment.DEV)
    for name in ("requirements", "requirements-s3", "requirements-dev"):  # each holds itself to those before it
        files = f"{name}.in", f"--output-file={name}.txt"
        if not environment.call("uv", "pip", "compile", *OPTIONS, *sys.argv[1:], *files):
            sys.exit(1)
