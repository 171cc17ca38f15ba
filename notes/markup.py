"""A note's text as HTML: plain text, its lines, links to the web, and the names that it mentions."""

import re

from django.utils.html import format_html, urlize
from django.utils.safestring import mark_safe


def html(text, names=()):
    """Everything is escaped but what this makes itself: links, <br>, and <b> round an @name that is one of `names`."""
    pieces = [text]
    if names:
        pieces = re.split(rf"@({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?!\w)", text)
    # By turns what lies between the names, and a name.
    shown = [
        format_html('<b class="mention">@{}</b>', piece) if n % 2 else urlize(piece, nofollow=True, autoescape=True)
        for n, piece in enumerate(pieces)
    ]
    return mark_safe("".join(shown).replace("\n", "<br>"))  # noqa: S308  escaped by urlize and format_html, piece by piece
