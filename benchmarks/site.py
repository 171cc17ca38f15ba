"""The site under measurement: our granian as `make serve` starts it, with one worker, on the server's core."""

import contextlib
import json
import subprocess
from dataclasses import dataclass

from benchmarks import processes
from scripts.environment import PYTHON

START = "import os, sys; from scripts import server; server.serve('127.0.0.1', int(sys.argv[1]), 1, dict(os.environ))"


@dataclass
class Site:
    url: str
    place: object  # a databases.Place
    process: subprocess.Popen
    inside: "Inside"

    def paths(self):
        """{kind of page: [paths]}; see benchmarks/inside.py."""
        return self.inside("paths")


@contextlib.contextmanager
def serving(place, *, cache=True, **env):
    """The site on this Place, until the block ends. `cache`: with the page cache or without; `env`: more settings."""
    port = processes.free_port()
    settings = {"HOST": "127.0.0.1", "PORT": str(port), "PAGE_CACHE": "on" if cache else "off"}
    settings["WORKER"] = "off"  # beside it, unless a measure wants it
    env = place.env | settings | {name: str(value) for name, value in env.items()}
    url = f"http://127.0.0.1:{port}"
    with processes.running([PYTHON, "-c", START, str(port)], core=processes.SERVER, log=place.log, env=env) as process:
        processes.wait_for(port, process, place.log)
        with Inside(place, env) as inside:
            yield Site(url, place, process, inside)


class Inside:
    """benchmarks/inside.py with the site's settings, started when first needed: it does as it is told."""

    def __init__(self, place, env):
        self.place, self.env = place, env
        self.stack = contextlib.ExitStack()
        self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.stack.close()

    def __call__(self, action, **words):
        """What the action returned. Raises RuntimeError with the last lines of its log if it failed."""
        if self.process is None:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
            command = [PYTHON, "-m", "benchmarks.inside"]
            program = processes.running(command, core=processes.SERVER, log=self.place.log, env=self.env, **pipes)
            self.process = self.stack.enter_context(program)
        self.process.stdin.write(json.dumps({"action": action, **words}) + "\n")
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"“{action}” failed: {self.place.log.read_text(errors='replace')[-1500:]}")
        return json.loads(answer)
