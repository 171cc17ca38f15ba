"""RSS feeds with the full text, one for the site and one for each section, tag and author; and one JSON feed."""

import re

import nh3
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Edition, Section, Tag
from articles.models.edition import Change
from articles.shown import note_feed
from articles.structured import absolute
from authors.models import Author
from newsroom.pagecache import public, shows
from pages.models import Site

LENGTH = 30
LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")*)>#</a>')


class FullTextFeed(Rss201rev2Feed):
    """RSS 2.0 with the whole text (content:encoded) and every author (dc:creator)."""

    def rss_attributes(self):
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["html"])


class SiteFeed(Feed):
    feed_type = FullTextFeed

    def get_object(self, request):
        self.site = Site.load()
        return None

    def title(self, obj):
        return f"{obj} – {self.site.name}" if obj else self.site.name

    def description(self, obj):
        return getattr(obj, "description", "") or self.site.description or self.site.tagline or self.title(obj)

    def link(self, obj):
        return absolute(obj.get_absolute_url() if obj else "/")

    def feed_url(self, obj):
        return absolute(reverse("articles:feed") if obj is None else f"{obj.get_absolute_url()}feed/")

    def editions(self, obj):
        shows("latest")
        return Edition.objects.live()

    def items(self, obj):
        editions = self.editions(obj).for_feed()[:LENGTH]
        note_feed(editions)
        return editions

    def item_title(self, edition):
        return title(edition)

    def item_description(self, edition):
        return edition.dek or edition.excerpt

    def item_link(self, edition):
        return absolute(edition.get_absolute_url())

    def item_guid(self, edition):
        return guid(edition)

    item_guid_is_permalink = False

    def item_pubdate(self, edition):
        return edition.published_at

    def item_updateddate(self, edition):
        return edition.updated_at

    def item_categories(self, edition):
        return [edition.section.name, *(tag.name for tag in edition.tags.all())]

    def item_extra_kwargs(self, edition):
        return {"authors": [author.name for author in edition.writers], "html": html(edition)}


class SectionFeed(SiteFeed):
    def get_object(self, request, slug):
        super().get_object(request)
        return get_object_or_404(Section, slug=slug)

    def editions(self, section):
        shows(f"section:{section.pk}", f"in-section:{section.pk}")
        return Edition.objects.live().filter(section=section)


class TagFeed(SiteFeed):
    def get_object(self, request, slug):
        super().get_object(request)
        return get_object_or_404(
            Tag.objects.filter(edition_uses__content_object__in=Edition.objects.live()).distinct(), slug=slug
        )

    def editions(self, tag):
        shows(f"tag:{tag.pk}", f"with-tag:{tag.pk}")
        return Edition.objects.live().filter(tagged__tag=tag)


class AuthorFeed(SiteFeed):
    def get_object(self, request, slug):
        super().get_object(request)
        return get_object_or_404(Author, slug=slug)

    def editions(self, author):
        shows(f"author:{author.pk}", f"by-author:{author.pk}")
        return Edition.objects.live().by(author)


@public()
@require_safe
def json_feed(request):
    """https://www.jsonfeed.org/version/1.1/"""
    site = Site.load()
    editions = Edition.objects.live().for_feed()[:LENGTH]
    shows("latest")
    note_feed(editions)
    items = [
        {
            "id": guid(edition),
            "url": absolute(edition.get_absolute_url()),
            "title": title(edition),
            "summary": edition.dek or edition.excerpt,
            "content_html": html(edition),
            "date_published": edition.published_at.isoformat(),
            "date_modified": (edition.updated_at or edition.published_at).isoformat(),
            "authors": [{"name": a.name, "url": absolute(a.get_absolute_url())} for a in edition.writers],
            "tags": [tag.name for tag in edition.tags.all()],
            **({"image": absolute(edition.hero.rendition("social")["url"])} if edition.hero else {}),
        }
        for edition in editions
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "description": site.description or site.tagline,
        "home_page_url": absolute("/"),
        "feed_url": absolute(reverse("articles:json_feed")),
        "items": items,
    }
    return JsonResponse(feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


def guid(edition):
    """What a story is known by through all its editions and addresses."""
    return f"{settings.SITE_URL}/articles/{edition.article_id}"


def title(edition):
    """The headline, with a word before that of a retracted story."""
    return _("Retracted: %(headline)s") % {"headline": edition.headline} if edition.is_retracted else edition.headline


def html(edition):
    """The text as a feed reader gets it: addresses whole, corrections above."""
    notes = "".join(
        f"<p><strong>{escape(Change(line['change']).label)}:</strong> {escape(line['note'])}</p>"
        for line in edition.corrections
    )
    # A heading's link to itself is of use on the page alone: elsewhere it would read as a "#" in the heading.
    text = LINK.sub(lambda link: "" if ' class="anchor"' in link[1] else link[0], edition.body_html)
    # The sanitiser once more, because it can make addresses whole; and after all else, so that it has the last word.
    here = absolute(edition.get_absolute_url())
    return notes + nh3.clean(text, url_relative=("rewrite_with_base", here))
