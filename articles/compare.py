"""Two texts as a person compares them: paragraph beside paragraph, and within a changed one word by word."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from articles.difference import Budget, changes

# A word or the signs between two, with the space after it: a comma that comes or goes is no other word.
WORD = re.compile(r"[\w'’]+\s*|[^\w\s'’]+\s*|\s+")
MOST = 4000  # words of a paragraph; beyond that a comparison of every word takes too long
AHEAD = 12  # paragraphs among which one that was changed is looked for
AROUND = 1  # unchanged paragraphs that stand before and after a change


@dataclass(frozen=True)
class Part:
    kind: str  # same, del or ins
    text: str


@dataclass(frozen=True)
class Row:
    kind: str  # same, changed, del or ins
    parts: list

    @property
    def before(self):
        return [part for part in self.parts if part.kind != "ins"]

    @property
    def after(self):
        return [part for part in self.parts if part.kind != "del"]


@dataclass(frozen=True)
class Stretch:
    rows: list
    folded: bool  # nothing changed in it, and nothing next to it


def paragraphs(text):
    """The paragraphs of a text, a list."""
    return [paragraph.strip("\n") for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


def rows(old, new, budget=None):
    """Two lists of paragraphs as Rows, in order. Beyond the `budget` what differs is shown as replaced."""
    budget = budget or Budget()
    found, at = [], 0
    for i1, i2, j1, j2 in [*changes(old, new, budget), (len(old), len(old), len(new), len(new))]:
        found += [Row("same", [Part("same", paragraph)]) for paragraph in old[at:i1]]
        found += [_row(*pair, budget) for pair in _paired(old[i1:i2], new[j1:j2])]
        at = i2
    return found


def stretches(found):
    """Rows as Stretches: what changed with a paragraph round it, and between them what can be folded away."""
    changed = [n for n, row in enumerate(found) if row.kind != "same"]
    near = {n + step for n in changed for step in range(-AROUND, AROUND + 1)}
    return [
        Stretch([row for _n, row in group], folded)
        for folded, group in groupby(enumerate(found), key=lambda pair: pair[0] not in near)
    ]


def words(old, new, budget=None):
    """Two texts as one list of Parts: what both say, what only the old says, what only the new says."""
    before, after = (WORD.findall(text) for text in (old, new))
    if max(len(before), len(after)) > MOST:
        return _parts(("del", old), ("ins", new))
    found, at = [], 0
    for i1, i2, j1, j2 in [*changes(before, after, budget), (len(before), len(before), len(after), len(after))]:
        found.append(("same", "".join(before[at:i1])))
        found += [("del", "".join(before[i1:i2])), ("ins", "".join(after[j1:j2]))]
        at = i2
    return _parts(*found)


def counted(old, new, budget=None):
    """How many paragraphs were (changed, added, removed) between two lists of them."""
    blocks = [(i2 - i1, j2 - j1) for i1, i2, j1, j2 in changes(old, new, budget)]
    sums = [(min(was, now), max(0, now - was), max(0, was - now)) for was, now in blocks]
    return tuple(sum(column) for column in zip(*sums, strict=True)) if sums else (0, 0, 0)


def _parts(*found):
    return [Part(kind, text) for kind, text in found if text]


def _row(old, new, budget):
    if old is None:
        return Row("ins", _parts(("ins", new)))
    return Row("del", _parts(("del", old))) if new is None else Row("changed", words(old, new, budget))


def _paired(old, new):
    """Paragraphs in order, each beside what became of it: [(old or None, new or None)]."""
    bags = [Counter(paragraph.split()) for paragraph in new]
    pairs, at = [], 0
    for paragraph in old:
        bag = Counter(paragraph.split())
        like = next((n for n in range(at, min(at + AHEAD, len(new))) if _alike(bag, bags[n])), None)
        if like is None:
            pairs.append((paragraph, None))
            continue
        pairs += [*((None, added) for added in new[at:like]), (paragraph, new[like])]
        at = like + 1
    return pairs + [(None, added) for added in new[at:]]


def _alike(one, other):
    """Whether two paragraphs, as counted words, have enough in common to be versions of each other."""
    return 3 * (one & other).total() >= max(one.total(), other.total())
