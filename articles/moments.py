"""The moments at which the clock alone changes what readers see."""

from bisect import bisect_right

from django.utils import timezone

from articles.models import Edition
from articles.shown import lists_of
from newsroom.pagecache import Memo


def coming():
    """The next moment at which an edition begins or ends, or None."""
    moments, now = _scheduled(), timezone.now()
    place = bisect_right(moments, now)
    return moments[place] if place < len(moments) else None


def passed(since, until):
    """What changed by itself in (since, until]: two sets of tags, all of them and those of stories that went away."""
    begun = Edition.objects.scheduled(since).filter(live_from__lte=until).order_by()
    ended = Edition.objects.filter(live_until__gt=since, live_until__lte=until).order_by()
    tags, gone, up = set(), set(), set(begun.live(until).values_list("article", flat=True))
    for edition in {*begun.defer("body", "body_html"), *ended.defer("body", "body_html")}:
        shown = {f"story:{edition.article_id}", "latest", *lists_of(edition)}
        tags |= shown
        if edition.live_until and edition.live_until <= until and edition.article_id not in up:
            gone |= shown
    return tags, gone


def _load():
    """All moments to come, in order: what passes drops out by itself."""
    now = timezone.now()
    begins = Edition.objects.scheduled(now).values_list("live_from", flat=True)
    ends = Edition.objects.filter(live_until__gt=now).values_list("live_until", flat=True)
    return sorted({*begins.order_by(), *ends.order_by()})


_scheduled = Memo("schedule", load=_load, noted=False)
