"""Where two lists, of paragraphs or of words, agree and differ."""

import difflib
from collections import Counter

# Pairs of equal items, one of each list: below this a comparison, or all of a page's, take well under a second.
MOST_PAIRS = 300_000


class Budget:
    """The pairs that the comparisons which share it may still look at, together."""

    def __init__(self):
        self.left = MOST_PAIRS

    def take(self, pairs):
        """Whether there are so many left, which are spent then."""
        if pairs > self.left:
            return False
        self.left -= pairs
        return True


def matches(before, after, budget=None):
    """Where two lists agree: [(start in `before`, in `after`, length)], in order.

    Lists that repeat the same items over and over would take minutes: of those, and of all for which the `budget` has
    nothing left, only the two ends are compared.
    """
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    found = [(0, 0, head)]
    counted = Counter(old)
    if (budget or Budget()).take(sum(counted[item] for item in new)):
        blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        found += [(head + block.a, head + block.b, block.size) for block in blocks]
    found.append((len(before) - tail, len(after) - tail, tail))
    return [block for block in found if block[2]]


def _common(one, other):
    """How many items both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def changes(before, after, budget=None):
    """What is to be put in place of what: [(start in `before`, end, start in `after`, end)], in order; as `matches`."""
    found, i, j = [], 0, 0
    for start, other, length in [*matches(before, after, budget), (len(before), len(after), 0)]:
        if (i, j) != (start, other):
            found.append((i, start, j, other))
        i, j = start + length, other + length
    return found
