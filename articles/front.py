"""The front page: slots that editors filled, the rest by date."""

from django.utils import timezone

from articles import cards
from articles.models import Edition, FrontSlot
from newsroom.addresses import address
from newsroom.pagecache import shows
from newsroom.prepared import Prepared, planned_once

RIVER = 24


@Prepared
def _slots():
    return FrontSlot.objects.values_list("position", "article")


@planned_once
def _newest(at):
    rows = Edition.objects.live(at).newest_first()
    return rows.values_list(*cards.columns())[: RIVER + 2 * FrontSlot.LAST]


def arrange():
    """The context of the front page: `lead`, `top` (four beside it), `river` (the rest by date), `older_url`."""
    shows("front")
    slots, now = dict(map(tuple, _slots())), timezone.now()
    newest = {row[cards.ARTICLE]: row for row in _newest(now)}
    older = tuple(article for article in slots.values() if article not in newest)
    pinned = newest | {row[cards.ARTICLE]: row for row in cards.live_of(now, older)}
    rest = [row for article, row in newest.items() if article not in slots.values()]
    filled = [
        pinned.get(slots.get(position)) or (rest.pop(0) if rest else None) for position in range(1, FrontSlot.LAST + 1)
    ]
    top = [row for row in filled if row]
    lead, *others = cards.of(top + rest[:RIVER]) or [None]
    top, river = others[: len(top) - 1], others[len(top) - 1 :]
    return {
        "lead": lead,
        "top": top,
        "river": river,
        "older_url": address("articles:month", *river[-1].path.split("/")[:2]) if river else None,
    }
