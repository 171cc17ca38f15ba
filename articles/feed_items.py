"""What a feed prints of each of its stories: the newest thirty of a list, out of two queries."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial

import nh3
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from articles import cards, lists, paging
from articles.cards import Card
from articles.models import EditionTag
from articles.models.edition import Change
from articles.structured import absolute
from images import figures
from newsroom.pagecache import shows
from newsroom.prepared import Prepared

LENGTH = 30
COLUMNS = ["body_html", "excerpt", "corrections", "updated_at"]
LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")*)>#</a>')


@dataclass(slots=True, eq=False)
class Item:
    card: Card
    title: str
    url: str
    summary: str
    html: str
    tags: list[str]
    updated_at: datetime | None


def _newest(kind, at, *key):
    rows, through = lists.rows(kind, at, *key)
    return rows.values_list(*cards.columns(through), *(through + name for name in COLUMNS))[:LENGTH]


NEWEST = {kind: Prepared(partial(_newest, kind)) for kind in paging.KINDS}


@Prepared
def _tags(editions):
    uses = EditionTag.objects.filter(content_object__in=editions).order_by("tag__name")
    return uses.values_list("content_object", "tag", "tag__name")


def of(kind, key=None):
    """The Items of the shelf (kind, key), see articles/paging.py. Notes all that a feed prints of them."""
    shows(paging.tag_of((kind, key)))
    rows = NEWEST[kind](timezone.now(), *([] if key is None else [key]))
    tags = {row[0]: [] for row in rows}
    for edition, tag, name in _tags(tuple(tags)):
        shows(f"tag:{tag}")
        tags[edition].append(name)
    printed = cards.of([row[: -len(COLUMNS)] for row in rows])
    rows = [row[-len(COLUMNS) :] for row in rows]
    images = figures.used_in(*(text for text, *_rest in rows))
    return [
        _item(card, tags[card.pk], figures.for_feeds(text, images), *rest)
        for card, (text, *rest) in zip(printed, rows, strict=True)
    ]


def _item(card, tags, body_html, excerpt, corrections, updated_at):
    url = absolute(card.get_absolute_url())
    retracted = any(line["change"] == Change.RETRACTION for line in corrections)
    title = _("Retracted: %(headline)s") % {"headline": card.headline} if retracted else card.headline
    html = _notes(corrections) + _whole(body_html, url)
    return Item(card, title, url, card.dek or excerpt, html, tags, updated_at)


def _notes(corrections):
    """What stands above the text of a story that was corrected."""
    return "".join(
        f"<p><strong>{escape(Change(line['change']).label)}:</strong> {escape(line['note'])}</p>"
        for line in corrections
    )


@lru_cache(maxsize=256)
def _whole(text, here):
    """The text as a feed reader gets it, with whole addresses. Kept, since most feeds have the same newest stories."""
    # A heading's link to itself is of use on the page alone: elsewhere it would read as a "#" in the heading.
    text = LINK.sub(lambda link: "" if ' class="anchor"' in link[1] else link[0], text)
    # The sanitiser once more, because it can make addresses whole; and after all else, so that it has the last word.
    return nh3.clean(text, url_relative=("rewrite_with_base", here))
