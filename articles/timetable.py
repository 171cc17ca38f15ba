"""What happens to stories by the clock: in the hours to come, and what happened in those that have passed."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from articles.models import Edition

KINDS = {
    "live": _("Goes live"),
    "updated": _("Is updated"),
    "withdrawn": _("Is withdrawn"),
    "embargo": _("Embargo ends"),
    "due": _("Text is due"),
}
PAST = {
    "live": _("Went live"),
    "updated": _("Was updated"),
    "withdrawn": _("Was withdrawn"),
    "embargo": _("Embargo ended"),
    "due": _("Text was due"),
}


@dataclass(frozen=True)
class Event:
    at: datetime
    kind: str  # a key of KINDS
    article: int
    headline: str


def events(articles, since, until):
    """What happens to `articles`, a queryset, in (since, until], in order: a list of Events."""
    found = [*_beginning(since, until), *_ending(since, until)]
    open_to = set(articles.filter(pk__in={event.article for event in found}).order_by().values_list("pk", flat=True))
    found = [event for event in found if event.article in open_to]
    for column, kind in (("embargo_until", "embargo"), ("due_at", "due")):
        rows = articles.filter(**{f"{column}__gt": since, f"{column}__lte": until}).order_by()
        found += [Event(at, kind, pk, headline) for pk, at, headline in rows.values_list("pk", column, "headline")]
    return sorted(found, key=attrgetter("at", "article"))


def _beginning(since, until):
    before = Edition.objects.filter(article=OuterRef("article"), live_until=OuterRef("live_from"))
    begun = Edition.objects.scheduled(since).filter(live_from__lte=until).order_by().annotate(follows=Exists(before))
    rows = begun.values_list("article", "live_from", "headline", "follows")
    return [Event(at, "updated" if follows else "live", pk, headline) for pk, at, headline, follows in rows]


def _ending(since, until):
    after = Edition.objects.filter(article=OuterRef("article"), live_from=OuterRef("live_until"))
    ended = Edition.objects.filter(live_until__gt=since, live_until__lte=until).order_by().exclude(Exists(after))
    rows = ended.values_list("article", "live_until", "headline")
    return [Event(at, "withdrawn", pk, headline) for pk, at, headline in rows]
