"""Sitemaps: an index, its parts of 2,000 stories each, and Google's news sitemap of the last 48 hours."""

from datetime import timedelta

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Edition, Section
from articles.structured import absolute
from newsroom.pagecache import public, shows, until
from pages.models import Page, Site

# https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_HOURS, NEWS_LIMIT = 48, 1000


class Stories(Sitemap):
    limit = 2000

    def items(self):
        return Edition.objects.live().only("path", "updated_at", "published_at").order_by("published_at", "pk")

    def lastmod(self, edition):
        return edition.updated_at or edition.published_at


class Sections(Sitemap):
    def items(self):
        return Section.objects.all()


class Pages(Sitemap):
    def items(self):
        return Page.objects.filter(published=True)

    def lastmod(self, page):
        return page.changed_at


PARTS = {"stories": Stories, "sections": Sections, "pages": Pages}


@public()
@require_safe
def index(request):
    shows("latest")
    return sitemaps.index(request, PARTS, sitemap_url_name="articles:sitemap_part")


@public("p")
@require_safe
def part(request, section):
    shows("latest")
    return sitemaps.sitemap(request, PARTS, section=section)


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
