"""Markdown to HTML with this site's own pictures and stories."""

import re

from articles import markup
from articles.models import Edition
from images.models import Image

BLOCK = re.compile(r"^/// *\w+ *\| *([0-9]{1,18})\b", re.MULTILINE)  # see articles/markup/source.py


def render(text, *, lines=False):
    """Render an article's body; with `lines` for the preview. Returns markup.Rendered.

    Raises ValidationError where it is too much.
    """
    named = {int(number) for number in BLOCK.findall(text)}
    return markup.render(text, images=_known(_images, named), stories=_known(_stories, named), lines=lines)


def _known(load, named):
    """A function that gives the row of a number: all that blocks name come with the first, in one query."""
    rows = None

    def row(pk):
        nonlocal rows
        if rows is None:
            rows = load({pk, *named})
        return rows.get(pk) or load({pk}).get(pk)

    return row


def _images(numbers):
    return Image.objects.in_bulk(numbers)


def _stories(numbers):
    return {edition.article_id: edition for edition in Edition.objects.live().filter(article__in=numbers)}
