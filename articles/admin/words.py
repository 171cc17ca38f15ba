"""Two texts compared word by word, as HTML."""

import difflib
import re

from django.utils.html import format_html
from django.utils.safestring import mark_safe

MOST = 2000  # words; beyond that a comparison of every word takes too long
AROUND = 12  # of them stand before and after what differs
EXCERPT = 600  # characters of one run


def compared(now, then):
    """(now, then) as HTML: what only one of them says is in <del> or <ins>, long runs of what both say are cut."""
    old, new = (re.findall(r"\S+\s*", text) for text in (now, then))
    if len(old) > MOST or len(new) > MOST:
        return _shortened(now), _shortened(then)
    before, after = [], []
    for tag, i1, i2, j1, j2 in _changes(old, new):
        if tag == "equal":
            before.append(_between(old[i1:i2], i1 == 0, i2 == len(old)))
            after.append(_between(new[j1:j2], j1 == 0, j2 == len(new)))
            continue
        before.append(_marked("del", old[i1:i2]))
        after.append(_marked("ins", new[j1:j2]))
    return mark_safe("".join(before)), mark_safe("".join(after))  # noqa: S308 - each part is escaped


def _changes(old, new):
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


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
