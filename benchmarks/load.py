"""The load: wrk, on a core of its own."""

import contextlib
import http.client
import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import processes

SCRIPT = Path(__file__).with_name("cycle.lua")


@dataclass(frozen=True)
class Shot:
    """What one round of wrk saw: answers a second, times in milliseconds, answers with 4xx or 5xx, mean bytes."""

    rate: float
    p50: float
    p99: float
    refused: int
    broken: int
    bytes: float


def missing():
    """Why there is no load here, or None."""
    return None if shutil.which("wrk") else "there is no wrk. As root: apt-get install wrk"


def fire(base, paths, seconds, connections=16):
    """Ask `base` for `paths` in turns, as fast as it answers. Returns a Shot. Raises RuntimeError if nothing came."""
    with _wrk(base, paths, seconds, connections) as (words, env), processes.on(processes.LOAD):
        answer = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    lines = [line for line in answer.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"wrk failed on {base}{paths[0]}: {answer.stdout}{answer.stderr}")
    shot = Shot(**json.loads(lines[-1]))
    if shot.refused or shot.broken:
        raise RuntimeError(f"{base}{paths[0]} … answered with {shot.refused} errors and broke {shot.broken} times")
    return shot


@contextlib.contextmanager
def background(base, paths, log, connections=16):
    """The same load for as long as the block lasts. Nobody looks at its answers."""
    with (
        _wrk(base, paths, 24 * 3600, connections) as (words, env),
        processes.running(words, core=processes.LOAD, log=log, env=env),
    ):
        yield


@contextlib.contextmanager
def _wrk(base, paths, seconds, connections):
    with tempfile.NamedTemporaryFile("w", suffix=".paths") as file:
        file.write("\n".join(paths) + "\n")
        file.flush()
        # wrk takes whole seconds
        words = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout=30s"]
        words += ["-H", "Accept-Encoding: gzip", "-s", SCRIPT, base]
        yield words, os.environ | {"PATHS": file.name}


class Reader:
    """One reader with a connection that stays open."""

    def __init__(self, base):
        self.host = urlsplit(base).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=30)

    def get(self, path, **headers):
        """(status, headers, body) of a page, compressed as a browser gets it. Tries a second time if cut off."""
        for last in (False, True):
            try:
                self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"} | headers)
                answer = self.connection.getresponse()
                return answer.status, answer.headers, answer.read()
            except (http.client.HTTPException, ConnectionError):
                self.connection.close()
                if last:
                    raise

    def close(self):
        self.connection.close()


def warm(base, paths, times=3):
    """Ask for each path a few times. Raises RuntimeError for one that does not answer 200."""
    reader = Reader(base)
    for path in list(paths) * times:
        status, _headers, _body = reader.get(path)
        if status != 200:
            raise RuntimeError(f"{base}{path} answered {status}")
    reader.close()
