"""(b) The first render: pages without the page cache, against /livez of the same process, and their queries."""

from benchmarks import databases, load
from benchmarks.rounds import Figure, at_least, at_most, figure, in_turns, ratio
from benchmarks.site import serving

missing = load.missing
TRIVIAL = "livez"
# kind of page: (share of the trivial view's rate, queries)
TARGETS = {
    "story": (at_least(0.10), at_most(6)),
    "front": (at_least(0.08), at_most(8)),
    "section": (at_least(0.08), at_most(6)),
    "tag": (at_least(0.08), at_most(6)),
    "author": (at_least(0.08), at_most(6)),
    "search": (None, None),
    "feed": (None, None),
}


def measure(plan):
    for engine in plan.engines:
        if databases.missing(engine):
            continue
        with databases.opened(plan, engine) as shelf, serving(shelf.place(plan.size), cache=False) as site:
            paths = {TRIVIAL: ["/livez"], **{kind: site.paths()[kind] for kind in TARGETS}}
            for asked in paths.values():
                load.warm(site.url, asked)
            shots = in_turns({kind: shooter(plan, site, asked) for kind, asked in paths.items()}, plan.rounds)
            queries = {kind: site.inside("queries", paths=paths[kind]) for kind in TARGETS}
        yield from figures(engine, shots, queries)


def shooter(plan, site, paths):
    return lambda: load.fire(site.url, paths, plan.seconds, plan.connections)


def figures(engine, shots, queries):
    rates = {kind: [shot.rate for shot in found] for kind, found in shots.items()}
    for kind, found in rates.items():
        yield figure(f"{engine}: {kind}, answers a second", found, "1/s")
    for kind, (share, most) in TARGETS.items():
        yield ratio(f"{engine}: {kind} / {TRIVIAL}", rates[kind], rates[TRIVIAL], share)
        yield Figure(f"{engine}: {kind}, most queries", max(queries[kind]), target=most)
