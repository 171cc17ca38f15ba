"""200 readers at once on one page that nobody has asked for: how often is it made? Then again, after a change."""

import selectors
import socket
from collections import Counter
from urllib.parse import urlsplit

from benchmarks import databases
from benchmarks.rounds import Figure, at_most
from benchmarks.site import serving

READERS, MOST = 200, 2


def measure(plan):
    with (
        databases.opened(plan, plan.engines[0]) as shelf,
        shelf.scratch(min(plan.sizes)) as place,
        serving(place) as site,
    ):
        paths = site.paths()
        for kind in ("front", "story", "section"):
            yield made(f"{kind}, cold", at_once(site.url, paths[kind][0]))
        story = site.inside("prepare", words="a stampede")["pk"]
        for action in ("publish", "withdraw"):
            site.inside(action, pk=story)
            yield made(f"front, after: {action}", at_once(site.url, "/"))


def at_once(base, path):
    """Open READERS connections, then ask on all of them in one moment. Returns the heads of the answers."""
    host = urlsplit(base)
    ask = f"GET {path} HTTP/1.1\r\nHost: {host.netloc}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n".encode()
    selector = selectors.DefaultSelector()
    for _ in range(READERS):
        reader = socket.create_connection((host.hostname, host.port), timeout=30)
        selector.register(reader, selectors.EVENT_READ, bytearray())
    for key in list(selector.get_map().values()):
        key.fileobj.sendall(ask)
    answers = []
    while selector.get_map():
        ready = selector.select(timeout=30)
        if not ready:
            raise RuntimeError(f"{len(selector.get_map())} of {READERS} got no answer")
        for key, _events in ready:
            if piece := key.fileobj.recv(65536):
                key.data.extend(piece)
                continue
            selector.unregister(key.fileobj)
            key.fileobj.close()
            answers.append(bytes(key.data).partition(b"\r\n\r\n")[0].decode("latin-1"))
    return answers


def made(name, answers):
    """The Figure: answers that were made for whoever asked, by their Cache-Status (RFC 9211)."""
    broken = [head.partition("\r\n")[0] for head in answers if not head.startswith("HTTP/1.1 200")]
    if broken:
        raise RuntimeError(f"{name}: {Counter(broken).most_common(3)}")
    status = Counter(line for head in answers for line in head.split("\r\n") if line.lower().startswith("cache-status"))
    renders = sum(count for line, count in status.items() if "fwd=" in line and "collapsed" not in line)
    if not status:  # without the header nothing was kept
        renders = len(answers)
    return Figure(f"{name}: renders for {READERS} readers", renders, target=at_most(MOST))
