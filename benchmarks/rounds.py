"""Rounds in turns (A B C A B C …), so that a machine that slows down slows all alike; and what they amount to."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Target:
    """What the figure should be: at least `limit`, or at most."""

    sign: str
    limit: float

    def met(self, value):
        return value >= self.limit if self.sign == "≥" else value <= self.limit

    def __str__(self):
        return f"{self.sign} {self.limit:,g}"


def at_least(limit):
    return Target("≥", limit)


def at_most(limit):
    return Target("≤", limit)


@dataclass(frozen=True)
class Figure:
    """One line of the results. `low` and `high`: the worst and best round, where there were several."""

    name: str
    value: float
    unit: str = ""
    low: float | None = None
    high: float | None = None
    target: Target | None = None
    series: tuple = ()  # of (x, y), for the plot

    @property
    def mark(self):
        return "" if self.target is None else "meets" if self.target.met(self.value) else "misses"


def in_turns(actions, rounds):
    """Call each of `actions` (by name) `rounds` times, in turns. Returns {name: [what it gave]}."""
    found = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            found[name].append(action())
    return found


def figure(name, values, unit="", target=None):
    """The median of rounds as a Figure."""
    return Figure(name, median(values), unit, min(values), max(values), target)


def ratio(name, ours, theirs, target=None):
    """A ratio of two rates, from pairs of neighbouring rounds, so that what slowed both of a pair cancels out."""
    return figure(name, [a / b for a, b in zip(ours, theirs, strict=True)], "", target)


def percentile(values, share):
    """The value below which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
