"""Finding a passage again in a text that has changed: as it was, else by its words and those that stood round it.

A save waits for this with the database locked, so whatever the texts are, the work for one passage ends soon.
"""

import re
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate

ROUND = 80  # characters that are kept of what stands before and after a passage
DISTINCT = 5  # words that hardly stand in a text twice by chance
MOST_PLACES = 500  # where a passage is found more often, it is looked for nearby only
NEAR = 250
MOST_PAIRS = 20_000  # of equal words, one of the passage and one of the text: so many say about where it stands
MOST_STEPS = 100_000  # and so many are gone through for where exactly
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
    return as_it_was(body, anchor) or by_words(body, anchor)


def as_it_was(body, anchor):
    """Among the places with the very same words the one with most of the same round it, then the nearest."""
    if not anchor.passage.strip():
        return None
    length = len(anchor.passage)

    def kept(place):
        return _common(anchor.before[::-1], body[max(0, place - ROUND) : place][::-1]) + _common(
            anchor.after, body[place + length : place + length + ROUND]
        )

    low, high = 0, len(body)
    if body.count(anchor.passage) > MOST_PLACES:
        low, high = anchor.start - NEAR, anchor.start + length + NEAR
    places = [found.start() for found in re.compile(re.escape(anchor.passage)).finditer(body, max(0, low), high)]
    best = max(places, key=lambda place: (kept(place), -abs(place - anchor.start)), default=None)
    if best is None:
        return None
    # “the” may well stand elsewhere too, when the one that was meant is gone.
    is_it = len(WORD.findall(anchor.passage)) >= DISTINCT or 4 * kept(best) >= len(anchor.before) + len(anchor.after)
    return (best, best + length) if is_it else None


def by_words(body, anchor):
    """The stretch of text that most words of the passage have become, or that lies between what stood round it."""
    places, hay, counts = _words(body)
    before, passage, after = (WORD.findall(text.casefold()) for text in (anchor.before, anchor.passage, anchor.after))
    needle = before + passage + after
    found = _neighbourhood(hay, counts, needle)
    if found is None:
        return None
    low, high = found
    now = {i: low + j for i, j in _agreeing(needle, hay[low:high]).items()}
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
    """Where in `hay` most of the rarer words of `needle` stand at their distances: (from, to). None without any."""
    wide = len(needle) // 2 + 8
    index, left = defaultdict(list), MOST_PAIRS
    for i, word in enumerate(needle):
        index[word].append(i)
    for word in sorted(index, key=lambda word: len(index[word]) * counts[word]):
        left -= len(index[word]) * counts[word]
        if left < 0:
            del index[word]
    votes = defaultdict(float)
    for j, word in enumerate(hay):
        for i in index.get(word, ()):
            for place in ((j - i) // wide, (j - i) // wide + 1):
                votes[place] += 1 / counts[word]
    if not votes:
        return None
    best = max(votes, key=votes.get) * wide
    return max(0, best - 2 * wide), max(0, best + len(needle) + 2 * wide)


def _agreeing(needle, hay):
    """Which word of `hay` each of `needle` is, {i: j}: the longest stretches first, for MOST_STEPS."""
    matcher, counts = SequenceMatcher(None, needle, hay, autojunk=False), Counter(hay)
    steps = list(accumulate((1 + counts[word] for word in needle), initial=0))
    agreeing, left = {}, MOST_STEPS
    ranges = deque([(0, len(needle), 0, len(hay))])
    while ranges:
        low, high, hay_low, hay_high = ranges.popleft()
        left -= steps[high] - steps[low]
        if left < 0:
            break
        i, j, size = matcher.find_longest_match(low, high, hay_low, hay_high)
        if size:
            agreeing |= {i + n: j + n for n in range(size)}
            ranges += [(low, i, hay_low, j), (i + size, high, j + size, hay_high)]
    return agreeing


def _common(one, other):
    """How many characters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
