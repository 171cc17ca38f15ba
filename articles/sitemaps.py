"""Sitemaps: an index, a part for each month of stories, and Google's news sitemap of the last 48 hours."""

from datetime import timedelta
from functools import lru_cache
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import paging
from articles.models import Edition, Section
from articles.models.edition import Change
from articles.structured import absolute
from newsroom.numbers import row_number
from newsroom.pagecache import public, shows, until
from pages.models import Page, Site

# https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_HOURS, NEWS_LIMIT = 48, 1000
LIMIT = 1000  # addresses in a part; a month with more has a second one
LOOKED_AT = 50  # editions of each kind of change: with what took another's place since its month was counted
OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


@public()
@require_safe
def index(request):
    changes, pages = _changes(), Page.objects.filter(published=True).aggregate(at=Max("changed_at"))["at"]
    parts = [("sections", 1, None), ("pages", 1, pages)]
    for (year, month), stories in paging.counts(paging.SITE).items():
        parts.append((f"{year:04d}-{month:02d}", -(-stories // LIMIT), changes.get((year, month))))
    return _xml("sitemapindex", [_parts(settings.SITE_URL, *part) for part in parts])


@public("p")
@require_safe
def part(request, section):
    """The part `section` of the index: "sections", "pages" or a month such as "2026-11"; `?p=2` goes on with it."""
    shows("latest")
    number = row_number(request.GET.get("p", "1"))
    if section in OTHERS and number == 1:
        return _xml("urlset", [_line("url", *row) for row in OTHERS[section]()])
    rows = _stories(section, number) if number else []
    if not rows:
        raise Http404
    return _xml("urlset", [_line("url", f"/{path}/", updated or published) for path, updated, published in rows])


@public()
@require_safe
def news(request):
    shows("latest")
    since = timezone.now() - timedelta(hours=NEWS_HOURS)
    editions = list(Edition.objects.live().filter(published_at__gte=since).newest_first()[:NEWS_LIMIT])
    if editions:
        until(editions[-1].published_at + timedelta(hours=NEWS_HOURS, microseconds=1))
    context = {"site": Site.load(), "editions": [(absolute(e.get_absolute_url()), e) for e in editions]}
    return render(request, "articles/news_sitemap.xml", context, content_type="application/xml")


def _changes():
    """{month: when what readers see of it last changed}."""
    changes = paging.changes(paging.SITE)
    for kind in set(Change) - {Change.NEW}:
        latest = Edition.objects.live().filter(change=kind).order_by("-live_from")
        for published_at, began in latest.values_list("published_at", "live_from")[:LOOKED_AT]:
            month = paging.month_of(published_at)
            changes[month] = max(began, changes.get(month, began))
    return changes


def _stories(name, number):
    """(path, updated_at, published_at) of part `number` of a month's live stories; none where there is no such part."""
    counts = paging.counts(paging.SITE)
    known = {f"{year:04d}-{month:02d}": (year, month) for year, month in counts}
    if (number - 1) * LIMIT >= counts.get(known.get(name), 0):
        return []
    first, following = paging.bounds(known[name])
    rows = Edition.objects.live().filter(published_at__gte=first, published_at__lt=following).newest_first()
    return rows.values_list("path", "updated_at", "published_at")[(number - 1) * LIMIT : number * LIMIT]


def _sections():
    return [(section.get_absolute_url(), None) for section in Section.objects.all()]


def _pages():
    return [(page.get_absolute_url(), page.changed_at) for page in Page.objects.filter(published=True)]


OTHERS = {"sections": _sections, "pages": _pages}


@lru_cache(maxsize=2048)
def _parts(site, name, number, changed):
    """The index's lines for so many parts of one name on the site at this address. Most are as they were for years."""
    first = reverse("articles:sitemap_part", args=[name])
    later = [f"{first}?p={n}" for n in range(2, number + 1)]
    return "".join(_line("sitemap", site + address, changed) for address in [first, *later][:number])


def _line(element, address, changed):
    """The element for an address on this site and the moment of its last change, or None."""
    changed = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<{element}><loc>{escape(absolute(address))}</loc>{changed}</{element}>\n"


def _xml(root, lines):
    text = "".join([OPEN.format(root), *lines, f"</{root}>\n"])
    return HttpResponse(text, content_type="application/xml", headers={"X-Robots-Tag": "noindex, noodp, noarchive"})
