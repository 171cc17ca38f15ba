"""(d) How long after a commit readers still get the old bytes, under load.

A story is published, commented on, corrected and withdrawn by another process than the one that serves, while wrk keeps
the server busy. Every address that shows it is read 20 times a second; what counts is the last answer with old bytes.
"""

import threading
import time
import zlib

from benchmarks import databases, load
from benchmarks.rounds import Figure, at_most, percentile
from benchmarks.site import serving

missing = load.missing
EVERY = 1 / 20
WATCHED = 1.5  # seconds after each commit
LIMIT = 1


def measure(plan):
    with (
        databases.opened(plan, plan.engines[0]) as shelf,
        shelf.scratch(plan.size) as place,
        serving(place) as site,
    ):
        paths = site.paths()
        sitemap = newest_part(site)
        crowd = [path for kind in ("story", "front", "section", "tag") for path in paths[kind]]
        load.warm(site.url, [*crowd, sitemap])
        with load.background(site.url, crowd, place.log, plan.connections):
            delays = {}
            for number in range(plan.cycles):
                for change, address, delay, late in cycle(site, f"zq{number}x", sitemap):
                    delays.setdefault((change, address), []).append((delay, late))
    yield from figures(delays)


def newest_part(site):
    """The address of the part of the sitemap that a new story comes into: one is published and looked for."""
    story = site.inside("prepare", words="the sitemap")
    path = site.inside("publish", pk=story["pk"])["path"]
    reader = load.Reader(site.url)
    parts = [piece.partition("</loc>")[0] for piece in text(reader.get("/sitemap.xml")[2]).split("<loc>")[1:]]
    parts = [part.removeprefix(site.url).replace("&amp;", "&") for part in parts]
    found = next((part for part in parts if path in text(reader.get(part)[2])), None)
    reader.close()
    if found is None:
        raise RuntimeError("a published story is in no part of the sitemap")
    return found


def cycle(site, word, sitemap):
    """One story's life. Yields (what was done, name of the address, seconds of old bytes, answers too late)."""
    story = site.inside("prepare", words=word)
    lists = {
        "front": "/",
        "feed": "/feed/",
        "sitemap": sitemap,
        "news sitemap": "/news-sitemap.xml",
        "section feed": f"{story['section']}feed/",
        **{name: story[name] for name in ("story", "section", "tag", "author")},
    }
    readers = {name: Watcher(site.url, path) for name, path in lists.items()}
    try:
        done = change(site, readers, "publish", pk=story["pk"])
        yield from judged("publish", readers, done["at"], lambda page: word in page)
        comment = site.inside("comment", pk=story["pk"], words=f"true of {word}")
        done = change(site, readers, "approve", pk=comment)
        yield from judged("approve", only(readers, "story"), done["at"], lambda page: f"Is it true of {word}" in page)
        done = change(site, readers, "correct", pk=story["pk"], words=word)
        shown = only(readers, "story", "front", "section", "tag", "author", "feed", "section feed", "news sitemap")
        yield from judged("correct", shown, done["at"], lambda page: f"corrects {word}" in page)
        done = change(site, readers, "withdraw", pk=story["pk"])
        yield from judged("withdraw", readers, done["at"], lambda page: f"corrects {word}" not in page)
    finally:
        for reader in readers.values():
            reader.stop()


def change(site, readers, action, **words):
    """Do it while everybody reads. Returns the address and the moment of the commit, WATCHED seconds later."""
    time.sleep(4 * EVERY)
    done = site.inside(action, **words)
    time.sleep(max(0, done["at"] + WATCHED - time.monotonic()))
    return done


def only(readers, *names):
    return {name: readers[name] for name in names}


def judged(action, readers, at, is_new):
    for name, reader in readers.items():
        yield action, name, *reader.judge(at, is_new)


class Watcher(threading.Thread):
    """Reads a page again and again, and remembers what it got when."""

    def __init__(self, base, path):
        super().__init__(daemon=True)
        self.reader, self.path = load.Reader(base), path
        self.seen, self.pages = [], {}
        self.stopped = threading.Event()
        self.start()

    def run(self):
        following = time.monotonic()
        while not self.stopped.wait(max(0, following - time.monotonic())):
            following += EVERY
            status, _headers, body = self.reader.get(self.path)
            key = status, hash(body)
            self.pages.setdefault(key, body)
            self.seen.append((time.monotonic(), key))
        self.reader.close()

    def stop(self):
        self.stopped.set()
        self.join()

    def judge(self, at, is_new):
        """(seconds from the commit to the first answer after which no old one came, answers that were old too late)."""
        pages = {key: is_new(text(body)) for key, body in self.pages.copy().items()}
        after = [(moment - at, pages[key]) for moment, key in self.seen.copy() if moment >= at and key in pages]
        old = [moment for moment, new in after if not new]
        new = [moment for moment, new in after if new and moment > max(old, default=0)]
        return (new[0] if new else WATCHED), sum(moment > LIMIT for moment in old)


def text(body):
    """The words of a compressed page. One that came plain stays as it is."""
    plain = zlib.decompress(body, wbits=47) if body[:2] == b"\x1f\x8b" else body
    return plain.decode(errors="replace")


def figures(delays):
    every = [delay for found in delays.values() for delay, _late in found]
    for action in dict.fromkeys(action for action, _address in delays):
        found = [delay for (done, _address), pairs in delays.items() if done == action for delay, _late in pairs]
        yield Figure(f"{action}: p99 of the time to the new bytes", percentile(found, 0.99), "s")
        slowest = max((max(pairs)[0], address) for (done, address), pairs in delays.items() if done == action)
        yield Figure(f"{action}: longest ({slowest[1]})", slowest[0], "s", target=at_most(LIMIT))
    for address in dict.fromkeys(address for _action, address in delays):
        found = sorted(delay for (_, shown), pairs in delays.items() if shown == address for delay, _late in pairs)
        series = tuple((place, delay) for place, delay in enumerate(found))
        yield Figure(f"{address}: longest", found[-1], "s", found[0], found[-1], at_most(LIMIT), series)
    late = sum(late for found in delays.values() for _delay, late in found)
    yield Figure(f"old answers later than {LIMIT} s, of {len(every)} changes watched", late, target=at_most(0))
