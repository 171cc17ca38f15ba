import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from newsroom.markup import NOT_TEXT

if TYPE_CHECKING:
    from articles.models import Edition
    from images.models import Image

MOST_MISTAKES = 100


class Job:
    """One rendering: the text, who finds its pictures and stories, and what its writer will be told."""

    def __init__(
        self,
        text: str,
        images: "Callable[[int], Image | None]",
        stories: "Callable[[int], Edition | None]",
        lines=False,
    ):
        self.text = NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        self.images, self.stories = images, stories
        self.lines = lines  # whether elements say the line that they came from
        # Classes, ids and roles that we write begin with this; the sanitiser takes it off and drops all others.
        # So raw HTML can't dress up as one of our blocks, or take an id of the page's.
        self.mark = f"n{secrets.token_hex(8)}-"
        self.prose = ""  # the text without its code, in small letters; source.py fills it in
        self.blocks = []  # (element, the part of it that takes the text), as built; source.py names them by position
        self.mistakes = []  # (line number from 1 or 0 where it isn't known, sentence)

    def mistake(self, where, sentence):
        """Note one for the writer. `where` is the line's number, or a string that stands in the line, or 0."""
        if len(self.mistakes) < MOST_MISTAKES:
            mistake = (self._line_of(where) if isinstance(where, str) else where, sentence)
            if mistake not in self.mistakes:
                self.mistakes.append(mistake)

    def _line_of(self, wanted):
        at = self.prose.find(wanted.lower())
        return self.prose.count("\n", 0, at) + 1 if at >= 0 else 0

    def errors(self):
        numbered = sorted(self.mistakes, key=lambda mistake: mistake[0])
        return [
            _("Line %(line)s: %(mistake)s") % {"line": line, "mistake": sentence} if line else sentence
            for line, sentence in numbered
        ]
