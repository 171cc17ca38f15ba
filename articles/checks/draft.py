"""What the checks look at and what they answer, and the two lists of them."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from articles.markup import Rendered
from articles.models import Article
from images.models import Image

BLOCKING, WARNINGS = [], []
NO_PROSE = re.compile(r"\s*(?:/{3}|[#>|]|```|~~~|    )")


class Finding(NamedTuple):
    field: str  # the form's field in which it is mended
    sentence: str
    line: int = 0  # of the text, counted from 1; 0 where it concerns no line


@dataclass(frozen=True)
class Draft:
    article: Article  # whose it is; it may not be in the database yet
    content: dict  # see articles/content.py
    rendered: Rendered | None  # None for a text that can't be rendered
    errors: list  # the mistakes in the text, a sentence each

    @cached_property
    def hero(self):
        """The main picture, or None."""
        return Image.objects.filter(pk=self.content["hero_id"]).first() if self.content["hero_id"] else None

    @cached_property
    def paragraphs(self):
        """The text's paragraphs as (number of the first line, words), without headings, quotes, code and blocks."""
        found, lines, inside = [], [], False
        for number, line in enumerate([*self.content["body"].splitlines(), ""], 1):
            if line.startswith(("```", "~~~")):
                inside = not inside
            if inside or not line.strip() or NO_PROSE.match(line):
                if lines:
                    found.append((lines[0][0], " ".join(words for _number, words in lines)))
                lines = []
            else:
                lines.append((number, line.strip()))
        return found

    def line_of(self, words):
        """The number of the first line with these words in it, or 0."""
        at = self.content["body"].find(words)
        return self.content["body"].count("\n", 0, at) + 1 if at >= 0 else 0


def blocking(check):
    """Register a function (Draft) -> Findings, of which each stops publication."""
    BLOCKING.append(check)
    return check


def warning(check):
    """Register a function (Draft) -> Findings that stop nothing."""
    WARNINGS.append(check)
    return check
