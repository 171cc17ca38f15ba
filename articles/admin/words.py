"""Two texts compared word by word, as HTML."""

import re

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.difference import changes

MOST = 2000  # words; beyond that a comparison of every word takes too long
AROUND = 12  # of them stand before and after what differs
EXCERPT = 600  # characters of one run


def compared(now, then):
    """(now, then) as HTML: what only one of them says is in <del> or <ins>, long runs of what both say are cut."""
    old, new = (re.findall(r"\S+\s*", text) for text in (now, then))
    if len(old) > MOST or len(new) > MOST:
        return _shortened(now), _shortened(then)
    before, after, at = [], [], 0
    for i1, i2, j1, j2 in [*changes(old, new), (len(old), len(old), len(new), len(new))]:
        same = _between(old[at:i1], at == 0, i1 == len(old))
        before += [same, _marked("del", old[i1:i2])]
        after += [same, _marked("ins", new[j1:j2])]
        at = i2
    return mark_safe("".join(before)), mark_safe("".join(after))  # noqa: S308 - each part is escaped


def _between(words, first, last):
    """A run that both texts share: its ends, next to what differs."""
    head, tail = ([] if first else words[:AROUND]), ([] if last else words[-AROUND:])
    if len(words) <= len(head) + len(tail) + AROUND:
        return format_html("{}", "".join(words))
    return format_html("{} … {}", "".join(head), "".join(tail))


def _marked(tag, words):
    text = "".join(words)
    return format_html(f"<{tag}>{{}}</{tag}>", _shortened(text)) if text else ""


def _shortened(text):
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"
