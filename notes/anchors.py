"""Finding a passage again in a text that has changed: as it was, else by its words and those that stood round it."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from articles.difference import matches

ROUND = 80  # characters that are kept of what stands before and after a passage
DISTINCT = 5  # words that hardly stand in a text twice by chance
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Anchor:
    passage: str
    before: str = ""
    after: str = ""
    start: int = 0  # where it was


def anchor_at(body, start, end):
    """The Anchor of body[start:end]."""
    return Anchor(body[start:end], body[max(0, start - ROUND) : start], body[end : end + ROUND], start)


def find(body, anchor):
    """Where the passage of `anchor` stands in `body` now: (start, end). None where it is gone."""
    return _as_it_was(body, anchor) or _by_words(body, anchor)


def _as_it_was(body, anchor):
    """Among the places with the very same words the one with most of the same round it, then the nearest."""
    if not anchor.passage.strip():
        return None
    length = len(anchor.passage)

    def kept(place):
        return _common(anchor.before[::-1], body[max(0, place - ROUND) : place][::-1]) + _common(
            anchor.after, body[place + length : place + length + ROUND]
        )

    places = [found.start() for found in re.finditer(re.escape(anchor.passage), body)]
    best = max(places, key=lambda place: (kept(place), -abs(place - anchor.start)), default=None)
    if best is None:
        return None
    # “the” may well stand elsewhere too, when the one that was meant is gone.
    is_it = len(WORD.findall(anchor.passage)) >= DISTINCT or 4 * kept(best) >= len(anchor.before) + len(anchor.after)
    return (best, best + length) if is_it else None


def _by_words(body, anchor):
    """The stretch of text that most words of the passage have become, or that lies between what stood round it."""
    places, hay, counts = _words(body)
    before, passage, after = (WORD.findall(text.casefold()) for text in (anchor.before, anchor.passage, anchor.after))
    needle = before + passage + after
    low, high = _neighbourhood(hay, counts, needle)
    now = {i + n: low + j + n for i, j, size in matches(needle, hay[low:high]) for n in range(size)}
    first, last = len(before), len(before) + len(passage) - 1
    kept = [now[i] for i in range(first, last + 1) if i in now]
    left, right = now.get(first - 1), now.get(last + 1)
    start = now.get(first, left + 1 if left is not None else kept[0] if kept else None)
    end = now.get(last, right - 1 if right is not None else kept[-1] if kept else None)
    if not passage or start is None or end is None or end < start:
        return None
    enclosed = left is not None and right is not None
    if 2 * len(kept) < len(passage) and not (enclosed and end - start < 2 * len(passage) + 2):
        return None
    return places[start][0], places[end][1]


@lru_cache(maxsize=2)  # one text is gone through for one note after the other
def _words(body):
    """(where the words of a text stand, what they are, how often each is one of them)."""
    places = [found.span() for found in WORD.finditer(body)]
    hay = [body[start:end].casefold() for start, end in places]
    return places, hay, Counter(hay)


def _neighbourhood(hay, counts, needle):
    """Where in `hay` most of the words of `needle` stand at their distances, rare words first: (from, to)."""
    wide = len(needle) // 2 + 8
    index = defaultdict(list)
    for i, word in enumerate(needle):
        index[word].append(i)
    votes = defaultdict(float)
    for j, word in enumerate(hay):
        for i in index.get(word, ()):
            for place in ((j - i) // wide, (j - i) // wide + 1):
                votes[place] += 1 / counts[word]
    best = max(votes, key=votes.get, default=0) * wide
    return max(0, best - 2 * wide), max(0, best + len(needle) + 2 * wide)


def _common(one, other):
    """How many characters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
