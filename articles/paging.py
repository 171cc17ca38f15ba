"""Where the pages of a list begin, found at the same cost for the last page as for the second.

A list is named by its shelf: ("section", id), ("tag", id), ("author", id), ("month", "2026-11"), ("year", "2026"), or
SITE for all stories. For each shelf this process keeps how many live stories each month of it has (by the site's
clock); page N begins so many months and slices of one down, and then a few steps along the list's index. A month is
counted again once its tag is purged or a scheduled moment in it has passed, so the counts are exact without a query.
"""

import threading
from collections import OrderedDict, namedtuple
from datetime import UTC, datetime
from functools import partial

from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils import timezone

from articles import wallclock
from articles.models import Edition, EditionByline, EditionTag
from articles.models.edition import live_at
from newsroom import pagecache
from newsroom.pagecache.table import table
from newsroom.prepared import Prepared

PAGE = 20
KEPT = 100  # shelves; one of 30 years takes some 80 KB
AT_ONCE = 50  # months that one statement counts
FIRST = (datetime.max.replace(tzinfo=UTC), 2**63 - 1)  # before every story
SITE = ("site", None)

# By kind of shelf: the table whose index holds the list in order, the column that the shelf's key stands in, what leads
# from there to the edition, and the tag that is purged when the list changes.
Kind = namedtuple("Kind", "model column edition tag")
KINDS = {
    "section": Kind(Edition, "section", None, "in-section:{}"),
    "tag": Kind(EditionTag, "tag", "content_object", "with-tag:{}"),
    "author": Kind(EditionByline, "author", "edition", "by-author:{}"),
    "month": Kind(Edition, None, None, "month:{}"),
    "year": Kind(Edition, None, None, "year:{}"),
    "site": Kind(Edition, None, None, "latest"),
}
# One row a stretch of time: number, live stories, when the last of their editions began, when the clock alone will
# change that. A byline stands in {rows} once for each role, hence DISTINCT there.
STATEMENT = """
WITH stretches (number, first, next) AS (VALUES {stretches})
SELECT number,
    count({distinct} CASE WHEN e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s) THEN e.id END),
    max(CASE WHEN e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s) THEN e.live_from END),
    min(CASE WHEN e.live_from > %s THEN e.live_from WHEN e.live_until > %s THEN e.live_until END)
FROM stretches LEFT JOIN {rows}
GROUP BY number
"""
SLICES = 8  # of a month, counted each by itself: so few steps are left within one


# What a month of a shelf has: live stories by slice, the last first, and together; when the newest of their editions
# began; when the clock alone will change that, or None; and what the purges' clock said when it was counted.
Count = namedtuple("Count", "slices stories changed until clock")


def start(shelf, number):
    """Where page `number` (from 1) of a shelf begins: (published_at, id) of its first edition; None: no such page.

    The list goes by -published_at, -id. Page 1 there always is; it begins at FIRST, which costs nothing.
    """
    pagecache.shows(tag_of(shelf))
    if number < 2:
        return FIRST if number == 1 else None
    skip = (number - 1) * PAGE
    for month, count in _counts(shelf).items():
        if skip >= count.stories:
            skip -= count.stories
            continue
        for stretch, stories in zip(_slices(month), count.slices, strict=True):
            if skip < stories:
                return _nth(shelf, stretch, skip)
            skip -= stories
    return None


def counts(shelf):
    """How many live stories each month of a shelf has: {(2026, 11): 240, …}, newest first, months without any too."""
    return {month: count.stories for month, count in _counts(shelf).items()}


def changes(shelf):
    """When the newest live edition of each month began that has one: {(2026, 11): moment, …}, newest month first.

    One that took the place of another since the month was counted may be missing: its list stays the same.
    """
    return {month: count.changed for month, count in _counts(shelf).items() if count.stories}


def _counts(shelf):
    pagecache.shows(tag_of(shelf))
    if transaction.get_connection().in_atomic_block:
        return _count(shelf, _months(shelf), 0)
    with _lock:
        known = _shelves.pop(shelf, None) or _Shelf()
        _shelves[shelf] = known
        while len(_shelves) > KEPT:
            _shelves.popitem(last=False)
    return known.counts(shelf)


def tag_of(shelf):
    """The tag that is purged whenever the list of a shelf changes."""
    kind, key = shelf
    return KINDS[kind].tag.format(key)


def month_of(moment):
    """The month (year, number) of a moment by the site's clock."""
    local = moment.astimezone(wallclock.zone())
    return local.year, local.month


def bounds(month):
    """The first moment of a month (year, number), and that of the next, by the site's clock, in UTC."""
    year, number = month
    return _first_moment(year, number), _first_moment(year + number // 12, number % 12 + 1)


class _Shelf:
    """The counts of one shelf. What it holds is replaced, never changed, so threads need no lock to read it."""

    def __init__(self):
        self.held = {}, None, None  # {month: Count}, when the clock will change one, the purges' clock when looked at

    def counts(self, shelf):
        counts, until, seen = self.held
        clock, now = table().clock, timezone.now()
        changed = clock != seen and (seen is None or table().purged_since(table().places([tag_of(shelf)]), seen))
        if changed:  # so it may also have got a month that it did not have
            counts = {month: counts.get(month) for month in _months(shelf)}
        if changed or (until and until <= now):
            old = [month for month, count in counts.items() if _outdated(month, count, now)]
            counts = counts | _count(shelf, old, clock)
            until = min((count.until for count in counts.values() if count.until), default=None)
        self.held = counts, until, clock
        return counts


_shelves, _lock = OrderedDict(), threading.Lock()


def _outdated(month, count, now):
    if count is None or (count.until and count.until <= now):
        return True
    return table().purged_since(table().places(["month:{:04d}-{:02d}".format(*month)]), count.clock)


def _months(shelf):
    """The months from that of a shelf's newest edition, live or not, to that of its oldest."""
    kind, key = shelf
    if kind == "month":
        year, number = key.split("-")
        return [(int(year), int(number))]
    if kind == "year":
        return [(int(key), number) for number in range(12, 0, -1)]
    span = _rows(shelf).aggregate(oldest=Min("published_at"), newest=Max("published_at"))
    if span["oldest"] is None:
        return []
    (first, oldest), (last, newest) = month_of(span["oldest"]), month_of(span["newest"])
    return [(number // 12, number % 12 + 1) for number in range(last * 12 + newest - 1, first * 12 + oldest - 2, -1)]


def _rows(shelf):
    kind, key = shelf
    model, column, *_ = KINDS[kind]
    return model.objects.filter(**{column: key}) if column else model.objects.all()


def _slices(month):
    """The first moment of each slice of a month, and that of the next, the last slice first."""
    first, following = bounds(month)
    edges = [first + (following - first) / SLICES * number for number in range(SLICES)] + [following]
    return [(edges[number], edges[number + 1]) for number in reversed(range(SLICES))]


def _nth(shelf, stretch, number):
    """(published_at, id) of the live edition number `number` (from 0) of a stretch of a shelf, or None."""
    kind, key = shelf
    found = PLACES[kind].nth(number, timezone.now(), *stretch, *([key] if KINDS[kind].column else []))
    return found and tuple(found)


def _places(kind, at, first, following, *key):
    """(published_at, id) of what is live of a stretch of a shelf of this kind, in order."""
    model, column, edition, _tag = KINDS[kind]
    live = live_at(at, f"{edition}__" if edition else "")
    rows = model.objects.filter(
        live, published_at__gte=first, published_at__lt=following, **({column: key[0]} if key else {})
    )
    rows = rows.values_list("published_at", edition or "pk").order_by("-published_at", f"-{edition or 'pk'}")
    return rows.distinct() if kind == "author" else rows  # once where somebody has two roles


PLACES = {kind: Prepared(partial(_places, kind)) for kind in KINDS}


def _count(shelf, months, clock):
    """{month: Count} of these months of a shelf. Reads a stretch of its index for each."""
    kind, key = shelf
    now = timezone.now()
    found = dict.fromkeys(months)
    for at in range(0, len(months), AT_ONCE):
        part = months[at : at + AT_ONCE]
        edges = [moment for month in part for stretch in _slices(month) for moment in stretch]
        moments = [connection.ops.adapt_datetimefield_value(moment) for moment in (*edges, *[now] * 6)]
        with connection.cursor() as cursor:
            cursor.execute(_statement(kind, SLICES * len(part)), moments + ([key] if KINDS[kind].column else []))
            rows = [row for _number, *row in sorted(cursor.fetchall())]
        for number, month in enumerate(part):
            slices, changes, ends = zip(*rows[SLICES * number : SLICES * (number + 1)], strict=True)
            changed, until = max(filter(None, changes), default=None), min(filter(None, ends), default=None)
            found[month] = Count(slices, sum(slices), _moment(changed), _moment(until), clock)
    return found


def _statement(kind, number):
    model, column, edition, _tag = KINDS[kind]
    rows = "articles_edition e ON e.published_at >= first AND e.published_at < next"
    if edition:
        rows = f"{model._meta.db_table} r ON r.published_at >= first AND r.published_at < next"
    if column:
        rows += f" AND {'r' if edition else 'e'}.{column}_id = %s"
    if edition:
        rows += f" LEFT JOIN articles_edition e ON e.id = r.{edition}_id"
    stretches = ", ".join(f"({n}, %s, %s)" for n in range(number))
    return STATEMENT.format(stretches=stretches, rows=rows, distinct="DISTINCT" if kind == "author" else "")


def _moment(value):
    """A moment as the database gives it out of an expression: SQLite as text."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value


def _first_moment(year, month):
    return datetime(year, month, 1, tzinfo=wallclock.zone()).astimezone(UTC)
