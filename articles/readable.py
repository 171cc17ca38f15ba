"""What a text reads like, whatever it is written with: words that look the same are the same here."""

import re
from html import unescape
from html.parser import HTMLParser
from unicodedata import normalize
from urllib.parse import unquote

from newsroom.markup import INVISIBLE, plain

# What reads as itself, in one go; a character that is named, or an address's; any other with what stands on top of it.
ACCENTS = "[\u0300-\u036f]"
PIECE = re.compile(
    rf"(?P<itself>[^&%\u0080-\U0010ffff]+)(?!{ACCENTS})|&#?\w{{1,31}};?|(?:%[0-9a-f]{{2}})+|.{ACCENTS}*", re.I | re.S
)
READ = {"alt", "aria-label", "cite", "href", "title"}  # the attributes that hold words


def fold(text):
    """`text` as it reads, without what nobody sees, and for each character of that where it stands: (start, end)."""
    read, places = [], []
    for piece in PIECE.finditer(text):
        start, end = piece.span()
        if piece["itself"]:
            read.append(piece[0])
            places.extend((i, i + 1) for i in range(start, end))
        else:
            shown = normalize("NFKC", unquote(unescape(piece[0])))
            shown = "".join(" " if c.isspace() else INVISIBLE.sub("", c) for c in shown)
            read.append(shown)
            places.extend([(start, end)] * len(shown))
    return "".join(read), places


def texts_of(html):
    """All that can be read in a page's `html`: its words, with the marks of footnotes and without, and attributes."""
    reader = _Attributes()
    reader.feed(html)
    reader.close()
    return [plain(html), plain(html, lambda tag, _attributes: tag == "sup"), *reader.found]


class _Attributes(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in READ and value]
