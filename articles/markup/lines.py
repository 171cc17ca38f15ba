"""For the preview: the line of the source that each block of the tree came from, found again by its first letters."""

import re
from bisect import bisect_left

from articles.markup.blocks import LINE

NOT_SHOWN = re.compile(r"\]\([^)\n]*\)|\[\^[^\]\n]*\]:?")  # addresses of links, marks of footnotes
PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
LETTER = re.compile(r"[^\W_]")
ENOUGH = 16


def put(root, source):
    """Give the blocks below `root` their data-line, as far as they can be found; those of /// have theirs already."""
    letters, lines = _letters(source)
    at = 0
    for element in root:
        if number := element.get(LINE):
            at = bisect_left(lines, int(number))
            continue
        first = "".join(LETTER.findall(PLACEHOLDER.sub("", "".join(element.itertext()))))[:ENOUGH]
        found = letters.find(first, at) if first else -1
        if found >= 0:
            element.set(LINE, str(lines[found]))
            at = found + len(first)


def _letters(source):
    """The letters and digits of a text, and the number of each one's line."""
    letters, lines = [], []
    for number, line in enumerate(source.split("\n"), start=1):
        found = LETTER.findall(NOT_SHOWN.sub(" ", line))
        letters += found
        lines += [number] * len(found)
    return "".join(letters), lines
