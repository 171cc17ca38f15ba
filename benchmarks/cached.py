"""(a) A page from the page cache, against the same compressed bytes as a file of nginx's and from a bare WSGI "hello".

Four servers on one core, loaded in turns: nginx with files; hello.py under the same granian; the site; the site behind
nginx with deploy/nginx.conf.
"""

import contextlib
import os
import tempfile
from pathlib import Path

from benchmarks import databases, load, nginx, processes
from benchmarks.rounds import at_least, at_most, figure, in_turns, ratio
from benchmarks.site import START, serving
from scripts.environment import PYTHON

missing = load.missing


def measure(plan):
    with contextlib.ExitStack() as stack:
        shelf = stack.enter_context(databases.opened(plan, plan.engines[0]))
        place = shelf.place(plan.size)
        site = stack.enter_context(serving(place))
        paths = site.paths()["story"]
        load.warm(site.url, paths)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-bench-")))
        names = keep(site.url, paths, folder)
        targets = {"site": (site.url, paths)}
        targets["hello"] = stack.enter_context(hello(folder, names[0], place.log)), paths
        if nginx.missing() is None:
            targets["nginx file"] = stack.enter_context(nginx.files(folder, place.log)), names
            targets["behind nginx"] = stack.enter_context(nginx.front(site.url, place.media, place.log)), paths
        for url, asked in targets.values():
            load.warm(url, asked)
        shots = in_turns({name: shooter(plan, *target) for name, target in targets.items()}, plan.rounds)
        yield from figures(shots)


def shooter(plan, url, paths):
    return lambda: load.fire(url, paths, plan.seconds, plan.connections)


def keep(url, paths, folder):
    """Write the compressed bytes of each path into a file of its own. Returns the files' paths on the web."""
    reader, names = load.Reader(url), []
    for number, path in enumerate(paths):
        _status, headers, body = reader.get(path)
        if headers["Content-Encoding"] != "gzip":
            raise RuntimeError(f"{path} did not come compressed: the page cache did not keep it")
        (folder / f"story-{number}.html.gz").write_bytes(body)
        names.append(f"/story-{number}.html")
    reader.close()
    return names


@contextlib.contextmanager
def hello(folder, name, log):
    """hello.py with the bytes of a page, started as the site is. Yields its address."""
    port = processes.free_port()
    env = {name: os.environ[name] for name in databases.KEPT if name in os.environ}
    env |= {"HELLO": f"{folder}{name}.gz", "WORKER": "off"}
    start = START.replace("dict(os.environ)", "dict(os.environ), application='benchmarks.hello:application'")
    with processes.running([PYTHON, "-c", start, str(port)], core=processes.SERVER, log=log, env=env) as process:
        processes.wait_for(port, process, log)
        yield f"http://127.0.0.1:{port}"


def figures(shots):
    rates = {name: [shot.rate for shot in found] for name, found in shots.items()}
    for name, found in rates.items():
        yield figure(f"{name}, answers a second", found, "1/s")
        yield figure(f"{name}, p50", [shot.p50 for shot in shots[name]], "ms")
        limit = at_most(5) if name == "site" else None
        yield figure(f"{name}, p99", [shot.p99 for shot in shots[name]], "ms", limit)
    yield figure("bytes of a story, headers included", [shot.bytes for shot in shots["site"]], "B")
    if "nginx file" in rates:
        yield ratio("site / nginx file", rates["site"], rates["nginx file"], at_least(0.55))
    yield ratio("site / hello", rates["site"], rates["hello"], at_least(0.75))
    if "behind nginx" in rates:
        yield ratio("behind nginx / nginx file", rates["behind nginx"], rates["nginx file"], at_least(0.8))
