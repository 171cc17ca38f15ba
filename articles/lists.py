"""The pages of a list: twenty live stories each, newest first, in one query at the same cost for every page."""

from dataclasses import dataclass
from functools import partial

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import cards, paging
from articles.models import Edition, EditionByline, EditionTag
from articles.models.edition import live_at
from newsroom.numbers import row_number
from newsroom.prepared import Prepared

PAGE = paging.PAGE


@dataclass(frozen=True)
class Page:
    """Page `number` of a list, to be printed like one of Django's paginator."""

    number: int
    object_list: list
    is_last: bool

    def __iter__(self):
        return iter(self.object_list)

    def has_previous(self):
        return self.number > 1

    def has_next(self):
        return not self.is_last

    def previous_page_number(self):
        return self.number - 1

    def next_page_number(self):
        return self.number + 1


def page(request, kind, key, *bounds):
    """The Page for `?page=N` of the shelf (kind, key), see articles/paging.py. Raises Http404 where there is none.

    `bounds`: the first moment of a month or year, and that of the next.
    """
    number = wanted(request)
    start = paging.start((kind, key), number)
    if start is None:
        raise Http404(_("There is no such page."))
    if bounds:  # one bound at each end: SQLite would read the index from the wrong one of two
        key, following = bounds
        start = min(start, (following, 0))
    found = ROWS[kind](timezone.now(), key, *start)
    return Page(number, cards.of(found[:PAGE]), len(found) <= PAGE)


def wanted(request):
    """The number in `?page=N`. Raises Http404 for what is none."""
    number = row_number(request.GET.get("page", "1"))
    if not number:
        raise Http404(_("There is no such page."))
    return number


def rows(kind, at, *key):
    """(rows, through): the live editions of a shelf, newest first; `through` leads from a row to its edition.

    `key` is the shelf's, or the first moment of a month or year, from which on there are more; none of all stories.
    """
    if kind == "tag":
        uses = EditionTag.objects.filter(live_at(at, "content_object__"), tag=key[0])
        return uses.order_by("-published_at", "-content_object_id"), "content_object__"
    if kind == "author":
        lines = EditionByline.objects.filter(live_at(at, "edition__"), author=key[0])
        twice = EditionByline.objects.filter(author=key[0], edition=OuterRef("edition"), pk__lt=OuterRef("pk"))
        # Once, whatever the number of roles.
        return lines.exclude(Exists(twice)).order_by("-published_at", "-edition_id"), "edition__"
    editions = Edition.objects.live(at).newest_first()
    if kind == "section":
        editions = editions.filter(section=key[0])
    elif kind in ("month", "year"):
        editions = editions.filter(published_at__gte=key[0])
    return editions, ""


def _page_of(kind, at, *values):
    """What a page needs that begins at the last two values, and one more to know whether another follows."""
    *key, date, pk = values
    found, through = rows(kind, at, *key)
    found = found.filter(published_at__lte=date).exclude(**{"published_at": date, f"{through}pk__gt": pk})
    return found.values_list(*cards.columns(through))[: PAGE + 1]


ROWS = {kind: Prepared(partial(_page_of, kind)) for kind in paging.KINDS}
