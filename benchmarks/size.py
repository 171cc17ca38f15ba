"""(c) What a page costs on a small site and on a large one, without the page cache: every kind, and deep in the lists.

Cost is processor time, of the site and its database together. It tells more than the clock: what else the machine does
hardly shows in it. One reader asks, so that what was spent and what was answered are the same pages.
"""

import contextlib
import itertools
import time

from benchmarks import databases, load, processes
from benchmarks.rounds import at_most, figure, in_turns, ratio
from benchmarks.site import serving

MOST, MOST_FROM_A_MILLION = at_most(1.25), at_most(1.5)
ROUNDS, SHARE, LEAST = 3, 1 / 4, 5  # of the plan's seconds; requests a round
SOME = 20
# Told without a target: of a small site's few lists all are soon in memory, of a large one's thousands none ever is.
ONCE = ": each "


def measure(plan):
    for engine in plan.engines:
        if databases.missing(engine):
            continue
        with contextlib.ExitStack() as stack:
            shelf = stack.enter_context(databases.opened(plan, engine))
            places = {size: shelf.place(size) for size in plan.sizes}
            sites = {size: stack.enter_context(serving(place, cache=False)) for size, place in places.items()}
            yield from compared(plan, shelf, sites)


def compared(plan, shelf, sites):
    """Figures of one engine: each kind of page, at each size in turns."""
    paths = {size: site.paths() | site.inside("many") for size, site in sites.items()}
    smallest = min(sites)
    for kind in paths[smallest]:
        asked = {size: paths[size][kind] for size in sites if paths[size].get(kind)}
        if smallest not in asked:
            continue
        for size, found in asked.items():
            load.warm(sites[size].url, found[:SOME], times=1)
        actions = {size: coster(sites[size], shelf, found, plan.seconds * SHARE) for size, found in asked.items()}
        costs = in_turns(actions, min(plan.rounds, ROUNDS))
        yield from figures(f"{shelf.engine}: {kind}", costs)


def coster(site, shelf, paths, seconds):
    """A function that reads pages for so long and returns what one has cost, in milliseconds of processor time.

    Each time it goes on where it stopped, so that of thousands of pages none comes twice.
    """
    turns = itertools.cycle(paths)

    def cost():
        pids = [*processes.family(site.process.pid), *shelf.processes()]
        reader, before, began = load.Reader(site.url), processes.spent(pids), time.monotonic()
        for count, path in enumerate(turns):
            if count >= LEAST and time.monotonic() - began > seconds:
                break
            reader.get(path)
        reader.close()
        return 1000 * processes.spent_since(before) / count

    return cost


def figures(name, costs):
    smallest = min(costs)
    yield figure(f"{name}, {smallest:,} stories", costs[smallest], "ms")
    for size in sorted(costs.keys() - {smallest}):
        most = None if ONCE in name else MOST_FROM_A_MILLION if size >= 1_000_000 else MOST
        yield ratio(f"{name}, {size:,} / {smallest:,}", costs[size], costs[smallest], most)
