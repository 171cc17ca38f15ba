"""RSS feeds with the full text, one for the site and one for each section, tag and author; and one JSON feed."""

from calendar import timegm
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles import feed_items
from articles.known import sections, tag_named
from articles.structured import absolute
from authors.known import authors
from newsroom.addresses import address
from newsroom.pagecache import public, shows
from pages.known import frame

BEFORE_ALL = datetime.fromtimestamp(0, UTC)


class FullTextFeed(Rss201rev2Feed):
    """RSS 2.0 with the whole text (content:encoded) and every author (dc:creator)."""

    def latest_post_date(self):
        """Of an empty feed Django would say that it was built just now, each time anew."""
        return super().latest_post_date() if self.items else BEFORE_ALL

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


@public()
@require_safe
def site(request):
    return _rss(feed_items.of("site"))


@public()
@require_safe
def section(request, slug):
    section = sections.named(slug) or _missing()
    shows(f"section:{section.pk}")
    return _rss(feed_items.of("section", section.pk), section)


@public()
@require_safe
def tag(request, slug):
    tag = tag_named(slug) or _missing()
    shows(f"tag:{tag.pk}")
    return _rss(feed_items.of("tag", tag.pk) or _missing(), tag)  # one that only drafts carry is nobody's business


@public()
@require_safe
def author(request, slug):
    author = authors.named(slug) or _missing()
    shows(f"author:{author.pk}")
    return _rss(feed_items.of("author", author.pk), author)


@public()
@require_safe
def json_feed(request):
    """https://www.jsonfeed.org/version/1.1/"""
    site = frame().site
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "description": site.description or site.tagline,
        "home_page_url": absolute("/"),
        "feed_url": absolute(address("articles:json_feed")),
        "items": [_json_item(item) for item in feed_items.of("site")],
    }
    return JsonResponse(feed, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


def _missing():
    raise Http404


def _rss(items, about=None):
    """The feed of `items`; `about` is the section, tag or author that it is of."""
    site = frame().site
    title = f"{about} – {site.name}" if about else site.name
    feed = FullTextFeed(
        title=title,
        link=absolute(about.get_absolute_url() if about else "/"),
        description=getattr(about, "description", "") or site.description or site.tagline or title,
        language=get_language(),
        feed_url=absolute(f"{about.get_absolute_url()}feed/" if about else address("articles:feed")),
    )
    for item in items:
        feed.add_item(
            title=item.title,
            link=item.url,
            description=item.summary,
            unique_id=guid(item),
            unique_id_is_permalink=False,
            pubdate=item.card.published_at,
            updateddate=item.updated_at,
            categories=[item.card.section.name, *item.tags],
            authors=[author.name for author in item.card.writers],
            html=item.html,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    if items:
        response.headers["Last-Modified"] = http_date(timegm(feed.latest_post_date().utctimetuple()))
    return response


def _json_item(item):
    card = item.card
    return {
        "id": guid(item),
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": card.published_at.isoformat(),
        "date_modified": (item.updated_at or card.published_at).isoformat(),
        "authors": [{"name": author.name, "url": absolute(author.get_absolute_url())} for author in card.writers],
        "tags": item.tags,
        **({"image": absolute(card.hero.rendition("social")["url"])} if card.hero else {}),
    }


def guid(item):
    """What a story is known by through all its editions and addresses."""
    return f"{settings.SITE_URL}/articles/{item.card.article_id}"
