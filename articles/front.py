"""The front page: slots that editors filled, the rest by date."""

from django.urls import reverse

from articles.models import Edition, FrontSlot
from articles.shown import note_cards
from newsroom.pagecache import shows

RIVER = 24


def arrange():
    """The context of the front page: `lead`, `top` (four beside it), `river` (the rest by date), `older_url`."""
    shows("front")
    slots = dict(FrontSlot.objects.values_list("article", "position"))
    pinned = (
        {slots[e.article_id]: e for e in Edition.objects.live().filter(article__in=slots).for_cards()} if slots else {}
    )
    rest = [e for e in Edition.objects.live().for_cards()[: RIVER + 2 * FrontSlot.LAST] if e.article_id not in slots]
    filled = [pinned.get(n) or (rest.pop(0) if rest else None) for n in range(1, FrontSlot.LAST + 1)]
    lead, *top = [edition for edition in filled if edition] or [None]
    river = rest[:RIVER]
    note_cards([edition for edition in [lead, *top, *river] if edition])
    oldest = river[-1] if river else None
    return {
        "lead": lead,
        "top": top,
        "river": river,
        "older_url": reverse("articles:month", args=oldest.path.split("/")[:2]) if oldest else None,
    }
