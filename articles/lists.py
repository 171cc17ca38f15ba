"""The pages of a list: twenty live stories each, newest first, in one query at the same cost for every page."""

from dataclasses import dataclass

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
    values = bounds or [key]
    rows = ROWS[kind](timezone.now(), *values, *start)
    return Page(number, cards.of(rows[:PAGE]), len(rows) <= PAGE)


def wanted(request):
    """The number in `?page=N`. Raises Http404 for what is none."""
    number = row_number(request.GET.get("page", "1"))
    if not number:
        raise Http404(_("There is no such page."))
    return number


@Prepared
def _in_section(at, section, date, pk):
    rows = Edition.objects.live(at).filter(section=section, published_at__lte=date)
    return _first(rows.exclude(published_at=date, pk__gt=pk))


@Prepared
def _between(at, first, following, date, pk):
    rows = Edition.objects.live(at).filter(published_at__gte=first, published_at__lt=following, published_at__lte=date)
    return _first(rows.exclude(published_at=date, pk__gt=pk))


@Prepared
def _with_tag(at, tag, date, pk):
    rows = EditionTag.objects.filter(live_at(at, "content_object__"), tag=tag, published_at__lte=date)
    return _first(rows.exclude(published_at=date, content_object_id__gt=pk), "content_object")


@Prepared
def _by_author(at, author, date, pk):
    rows = EditionByline.objects.filter(live_at(at, "edition__"), author=author, published_at__lte=date)
    rows = rows.exclude(published_at=date, edition_id__gt=pk)
    twice = EditionByline.objects.filter(author=author, edition=OuterRef("edition"), pk__lt=OuterRef("pk"))
    return _first(rows.exclude(Exists(twice)), "edition")  # once, whatever the number of roles


def _first(rows, edition=""):
    """A page of rows of an edition's table or of one that leads to it, and one more to know whether another follows."""
    ordered = rows.order_by("-published_at", f"-{edition}_id" if edition else "-pk")
    return ordered.values_list(*cards.columns(f"{edition}__" if edition else ""))[: PAGE + 1]


ROWS = {"section": _in_section, "tag": _with_tag, "author": _by_author, "month": _between, "year": _between}
