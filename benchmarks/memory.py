"""(e) Memory of each process: at the start, warm, and through minutes at 50 requests a second with changes."""

import itertools
import random
import threading
import time

from benchmarks import databases, load, processes
from benchmarks.rounds import Figure, at_most
from benchmarks.site import serving

RATE, CLIENTS = 50, 5
CHANGE_EVERY = 2
CACHE_MB = 8  # a small one, full before the watching begins, so that what grows then is no cache
LONG_ENOUGH = 10  # minutes, for a slope to say anything
STARTED = 40  # MB: less, and a process of ours is not yet there
FLAT = 0.05  # of its memory is what a process may grow by in half an hour


def measure(plan):
    with (
        databases.opened(plan, plan.engines[0]) as shelf,
        shelf.scratch(plan.size) as place,
        serving(place, PAGE_CACHE_MB=CACHE_MB, WORKER="on") as site,
    ):
        pids = workers(site)
        start = {name: memory(pid) for name, pid in pids.items()}
        paths = site.paths()
        asked = [path for kind, found in paths.items() for path in found if "deepest" not in kind]
        load.warm(site.url, asked)
        warm = {name: memory(pid) for name, pid in pids.items()}
        samples = watched(site, asked, pids, plan.minutes * 60)
    yield from figures(start, warm, samples, plan.minutes)


def workers(site):
    """{"web": the process that answers, "background": the one beside it}. Raises RuntimeError if there is none."""
    load.warm(site.url, ["/livez"], times=1)
    for _ in range(100):
        found = processes.family(site.process.pid)
        beside = [pid for pid, words in found.items() if "manage.py work" in words]
        if beside and memory(beside[0])["rss"] > STARTED:
            web = max((pid for pid, words in found.items() if "granian" in words), key=lambda pid: memory(pid)["rss"])
            return {"web": web, "background": beside[0]}
        time.sleep(0.1)
    raise RuntimeError("there is no worker beside the server")


def memory(pid):
    """{"rss": all that is in memory, "pss": the same with shared pages counted by share}, in MB."""
    found = {}
    with open(f"/proc/{pid}/smaps_rollup") as file:
        for line in file:
            name, _, rest = line.partition(":")
            if name in ("Rss", "Pss"):
                found[name.lower()] = int(rest.split()[0]) / 1024
    return found


def watched(site, paths, pids, seconds):
    """[(seconds, {name: memory})], taken once a second while readers read and the desk changes things."""
    stopped = threading.Event()
    crowd = [threading.Thread(target=read, args=(site.url, paths, seed, stopped)) for seed in range(CLIENTS)]
    desk = threading.Thread(target=change, args=(site, stopped))
    for thread in (*crowd, desk):
        thread.start()
    began, samples = time.monotonic(), []
    try:
        while (now := time.monotonic() - began) < seconds:
            samples.append((now, {name: memory(pid) for name, pid in pids.items()}))
            stopped.wait(1)
    finally:
        stopped.set()
        for thread in (*crowd, desk):
            thread.join()
    return samples


def read(base, paths, seed, stopped):
    """One of CLIENTS readers, with its share of the requests. Every fifth has a parameter that nobody knows."""
    reader, chance = load.Reader(base), random.Random(seed)
    for number in itertools.count():
        if stopped.wait(CLIENTS / RATE):
            break
        path = chance.choice(paths)
        known = "&" if "?" in path else "?"
        reader.get(f"{path}{known}utm={number}" if number % 5 == 0 else path)
    reader.close()


def change(site, stopped):
    """Publish, correct, comment on and withdraw stories, one thing every CHANGE_EVERY seconds."""
    for number in itertools.count():
        story = site.inside("prepare", words=f"memory {number}")["pk"]
        comment = site.inside("comment", pk=story, words=f"number {number}")
        for action, words in (
            ("publish", {"pk": story}),
            ("approve", {"pk": comment}),
            ("correct", {"pk": story, "words": f"memory {number}"}),
            ("withdraw", {"pk": story}),
        ):
            if stopped.wait(CHANGE_EVERY):
                return
            site.inside(action, **words)


def figures(start, warm, samples, minutes):
    for name in start:
        yield Figure(f"{name} process at the start, RSS", start[name]["rss"], "MB")
        yield Figure(f"{name} process at the start, PSS", start[name]["pss"], "MB")
        yield Figure(f"{name} process warm, RSS", warm[name]["rss"], "MB")
        yield Figure(f"{name} process warm, PSS", warm[name]["pss"], "MB")
        series = tuple((round(moment, 1), round(found[name]["rss"], 2)) for moment, found in samples)
        values = [value for _moment, value in series]
        yield Figure(f"{name} process, RSS at the end", values[-1], "MB", min(values), max(values), series=series)
        # The first fifth is not counted: the interpreter takes what it keeps.
        growth = slope(series[len(series) // 5 :])
        if minutes >= LONG_ENOUGH:
            limit = at_most(round(FLAT * values[-1], 1))
            yield Figure(f"{name} process, growth in 30 minutes at this slope", 1800 * growth, "MB", target=limit)
        else:
            yield Figure(f"{name} process, growth a minute (too short to judge)", 60 * growth, "MB")


def slope(series):
    """Growth a second, by least squares."""
    n = len(series)
    if n < 2:
        return 0.0
    middle = sum(x for x, _y in series) / n
    across = sum((x - middle) ** 2 for x, _y in series)
    return sum((x - middle) * y for x, y in series) / across if across else 0.0
