"""Renders, purges, evictions and moments at random, by several threads in two workers: nobody gets an outdated page.

What is true is a dictionary of versions. Changing it is a commit, after which the tag is purged. A reader may get what
was true at any moment since the purges that were over when they asked; a copy marked as outdated, what was true half a
second before that, and never what was withdrawn meanwhile.
"""

import random
import re
import threading
import time
from collections import defaultdict
from datetime import UTC, datetime

import pytest
from django.core.wsgi import get_wsgi_application

from newsroom import pagecache
from newsroom.pagecache.entry import Entry
from newsroom.pagecache.table import EVERYTHING, table
from newsroom.pagecache.wrapper import OUTDATED, OUTDATED_FOR, PageCache
from newsroom.tests import paper
from newsroom.tests.visits import visit

pytestmark = pytest.mark.once

SECONDS, READERS, NAMES = 1.5, 6, "abcdefgh"
TICK, TOCK = 0.15, 0.4  # seconds between the moments that change two of the pages, and all of them


class Truth:
    """The versions, when each was purged, and which of them were withdrawals."""

    def __init__(self, seed):
        self.random, self.lock = random.Random(seed), threading.Lock()
        self.versions = dict.fromkeys(NAMES, 1)
        self.purged = defaultdict(lambda: [(0.0, 1, True)])  # (when it was over, version, whether hard), oldest first

    def change(self):
        """Commit a new version of one tag, or of all, and purge it, as pagecache.purging does."""
        with self.lock:
            names, hard = self.random.choice([*NAMES, NAMES]), self.random.random() < 0.3
            for name in names:
                self.versions[name] += 1
            self.pause()
            tags = [f"v:{name}" for name in names] if len(names) == 1 else [EVERYTHING]
            table().bump([*tags, *(f"!{tag}" for tag in tags)] if hard else tags)
            for name in names:
                self.purged[name].append((time.time(), self.versions[name], hard and len(names) == 1))

    def least(self, name, at, only_hard=False):
        """The version that a page asked for at this moment must show, or a later one."""
        return max(version for when, version, hard in list(self.purged[name]) if when <= at and (hard or not only_hard))

    def pause(self):
        """A thread may lose its turn anywhere, and a render may be slow."""
        if self.random.random() < 0.5:
            time.sleep(self.random.choice([0, 0, 0.0005, 0.004, 0.02]))


def count(moment, length):
    return int(moment / length)


def following(moment, length):
    return datetime.fromtimestamp((count(moment, length) + 1) * length, UTC)


def printing(truth):
    """What the paper's view does: reads two versions and the clock, with pauses in between."""

    def between(name):
        other = NAMES[(NAMES.index(name) + 1) % len(NAMES)]
        pagecache.shows(f"v:{name}", f"v:{other}")
        shown = []
        for tag in (name, other):
            truth.pause()
            shown.append(f"{tag}={truth.versions[tag]}")
        now = time.time()
        shown.append(f"tock={count(now, TOCK)}")
        if name in "ab":
            pagecache.until(following(now, TICK))
            shown.append(f"tick={count(now, TICK)}")
        truth.pause()
        return " ".join(shown)

    return between


def read(truth, workers, randomly, faults, ways):
    """Ask for a page and look whether it is one that may be shown."""
    name, query = randomly.choice("aaaacccbdefgh"), randomly.choice(["", "", f"?utm={randomly.random()}", "?q=x"])
    asked = time.time()
    answer = visit(randomly.choice(workers), f"/paper/{name}/{query}")
    shown = dict(re.findall(r"(\w+)=(\d+)", re.search(rb"\[(.*)\]", answer.body)[1].decode()))
    ways.add(answer.how)
    for tag, version in shown.items():
        if tag in ("tick", "tock"):
            least = count(asked, TICK if tag == "tick" else TOCK)
        elif answer.how == OUTDATED:
            least = max(truth.least(tag, asked - OUTDATED_FOR), truth.least(tag, asked, only_hard=True))
        else:
            least = truth.least(tag, asked)
        if int(version) < least:
            faults.append(f"{name}{query}: {tag} is {version}, not {least}: {answer.how}")


def outdated_answers(seed, monkeypatch):
    """Let it all happen for a while. ([what was wrong], {what the page cache said of its answers})."""
    truth, faults, ways = Truth(seed), [], set()
    monkeypatch.setattr(paper, "between", [printing(truth)])
    monkeypatch.setattr("newsroom.pagecache.rendering.deadlines", [lambda: following(time.time(), TOCK)])
    workers = [PageCache(get_wsgi_application()) for _ in range(2)]
    for worker in workers:
        worker.pages.limit = worker.free.limit = 20_000  # five pages or so
    end = time.monotonic() + SECONDS

    def go_on(deed, *args):
        randomly = random.Random(f"{seed} {threading.current_thread().name}")
        while time.monotonic() < end:
            deed(*(randomly if arg is random else arg for arg in args))

    def change():
        truth.change()
        time.sleep(truth.random.choice([0, 0.002, 0.01, 0.05]))

    threads = [threading.Thread(target=go_on, args=(read, truth, workers, random, faults, ways), name=f"reader {n}")
               for n in range(READERS)]  # fmt: skip
    threads.append(threading.Thread(target=go_on, args=(change,), name="desk"))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not any(worker.flights.under_way for worker in workers)
    return faults, ways


@pytest.mark.parametrize("seed", range(4))
def test_nobody_gets_an_outdated_page(printed, monkeypatch, seed):
    faults, ways = outdated_answers(seed, monkeypatch)
    assert faults == []
    assert {"newsroom; hit", "newsroom; fwd=miss; stored", "newsroom; fwd=miss", OUTDATED} <= ways


def after_the_render(*args, table, made, **rest):
    return Entry(*args, table=table, made=table.clock, **rest)


def test_the_test_above_sees_a_clock_that_is_read_after_the_render(printed, monkeypatch):
    monkeypatch.setattr("newsroom.pagecache.rendering.Entry", after_the_render)
    assert outdated_answers(1, monkeypatch)[0]


def test_the_test_above_sees_purges_that_are_not_looked_up(printed, monkeypatch):
    monkeypatch.setattr(PageCache, "is_true", lambda self, entry, now: now < entry.deadline)
    assert outdated_answers(1, monkeypatch)[0]
