"""Refuses, before the slow work, text that Markdown's parser would chew on for minutes.

The parser's cost grows with the square of some things: from each [ it looks for the ], for each line of a paragraph it
copies the rest. The limits are far above what prose has, and together keep any text below a second; docs/markdown.md
names them for writers.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom.markup import most_open

MOST_BYTES = 120_000
MOST_LINES = 5_000  # code apart, as with all below
MOST_PARAGRAPH_LINES = 1_000
MOST_SIGNS = 20_000
MOST_BLOCKS = 300
MOST_NOTES = 1_000
MOST_CELLS = 20_000
MOST_OPEN_BRACKETS = 8
DEEPEST = 20

SIGN = re.compile(r"[][*_`\\<>&|#!()]")
MARK = re.compile(r"> ?|(?:[-*+]|\d{1,9}[.)]) ")
LEAD = re.compile(rf"(?: |{MARK.pattern})*+")
RULE = set(" >|:*+-")


class TooComplex(ValidationError):
    """The text is too long or too involved to render; the message says which."""

    def __init__(self, message=None):
        super().__init__(message or _("The text is nested too deeply."), code="too_complex")


def check_size(text):
    """Raise TooComplex for a text that is too long to read at all."""
    if len(text) > MOST_BYTES or len(text.encode(errors="replace")) > MOST_BYTES:
        most = MOST_BYTES // 1000
        raise TooComplex(_("The text is longer than %(most)s KB. Make two stories of it.") % {"most": most})


def check_blocks(number):
    """Raise TooComplex for too many blocks and pieces of code: each costs a query or a highlighting."""
    _check(_("blocks and pieces of code"), number, MOST_BLOCKS)


def check(lines):
    """Raise TooComplex for the text of `lines`, in which code is left out."""
    text = "\n".join(lines)
    paragraphs = re.split(r"\n\s*\n", text)
    # Cheap ones first: what they let through keeps the later ones cheap.
    counts = [
        (_("signs such as * _ ` [ < |"), MOST_SIGNS, lambda: len(SIGN.findall(text))),
        (_("lines"), MOST_LINES, lambda: sum(1 for line in lines if line.strip())),
        (_("lines without an empty one between"), MOST_PARAGRAPH_LINES, lambda: max(map(_lines, paragraphs))),
        (_("footnotes"), MOST_NOTES, lambda: text.count("[^")),
        (_("table cells"), MOST_CELLS, lambda: sum(map(_cells, paragraphs))),
        (_("levels of lists and quotes"), DEEPEST, lambda: max(map(_depth, lines))),
        (_("[ without ] in a paragraph"), MOST_OPEN_BRACKETS, lambda: max(most_open(p, "[]") for p in paragraphs)),
    ]
    for what, most, count in counts:
        _check(what, count(), most)


def _check(what, number, most):
    if number > most:
        message = _("The text has too many %(what)s: %(number)s, where %(most)s are allowed.")
        raise TooComplex(message % {"what": what, "number": number, "most": most})


def _lines(paragraph):
    return paragraph.count("\n") + 1


def _cells(paragraph):
    """The cells the paragraph has if it is a table: each row is filled up to the widest."""
    lines = paragraph.split("\n")
    if not any("|" in line and set(line) <= RULE for line in lines):
        return 0
    return max(line.count("|") + 1 for line in lines) * len(lines)


def _depth(line):
    lead, marks = MARK.subn("", LEAD.match(line)[0])
    return marks + len(lead) // 8
