"""HTML from a reader's comment: few rules, no pictures, no headings, and nothing that plays tricks on the eye."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom.markup import TEXT_RULES, cleaner, parser, tokens_to_html

MOST_BYTES = 5_000
MOST_MARKS = 3  # on one letter; more of them run over the lines above and below
MARKS = {"Mn", "Me"}
# No entities: &#8238; would bring back what `legible` takes out.
RULES = [rule for rule in TEXT_RULES if rule != "entity"] + ["blockquote"]
TAGS = {"p", "br", "em", "strong", "blockquote", "code", "a", "ul", "ol", "li"}

# Between letters of scripts that need them, and in emoji made of several, the joiners U+200C and U+200D are spelling.
JOINED = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
JOINED += "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
JOINER = "[\u200c\u200d]"
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U000e0000-\U000e0fff]"
    f"|(?<![{JOINED}]){JOINER}|{JOINER}(?![{JOINED}])"
)


def render(text):
    """A comment's HTML. Raises ValidationError for more than 5 KB, and for what nests too deeply."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        raise ValidationError(_("A comment can have %(most)s bytes.") % {"most": MOST_BYTES}, code="too_long")
    return _CLEANER.clean(tokens_to_html(_PARSER, legible(text)))


def legible(text):
    """`text` without direction controls, zero-width characters, and towers of marks on a letter."""
    text = HIDDEN.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))
    kept, marks = [], 0
    for character in text:
        mark = unicodedata.category(character) in MARKS
        marks = marks + 1 if mark else _marks(character)
        if marks <= MOST_MARKS or not mark:
            kept.append(character)
    return "".join(kept)


def _marks(letter):
    """How many marks a letter has built in: one for é."""
    return sum(unicodedata.category(part) in MARKS for part in unicodedata.normalize("NFD", letter))


_PARSER = parser(RULES, breaks=True)
_CLEANER = cleaner(tags=TAGS, attributes={"a": {"href"}, "ol": {"start"}}, rel="nofollow ugc noopener")
