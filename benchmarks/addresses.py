"""Which addresses stand for each kind of page. Runs inside the site (benchmarks/inside.py)."""

import html
import re

from django.conf import settings
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from articles.models import Edition, Section, Tag
from articles.wallclock import zone
from authors.models import Author

EACH = 8  # addresses a kind
STORIES, MANY = 20, 5000
PAGE, DEEPEST = 20, 1000
WORDS = ["battery", "kernel recall", "camera", "cobalt screen", "patent", "laptop", "orbit", "antenna court"]


def paths():
    """{kind: [paths]}: the same kinds on every site, and as far as can be the same stories and lists."""
    live = Edition.objects.live()
    newest = list(live.newest_first()[:STORIES])
    oldest = list(live.order_by("published_at", "pk")[:STORIES])
    return {
        "story": [edition.get_absolute_url() for edition in newest],
        "old story": [edition.get_absolute_url() for edition in oldest],
        "front": ["/"],
        **lists(live),
        **archives(live, newest[0].published_at.astimezone(zone())),
        "search": [f"/search/?q={word.replace(' ', '+')}" for word in WORDS],
        "search, page 2": [f"/search/?q={word}&page=2" for word in WORDS if " " not in word],
        "feed": ["/feed/"],
        "section feed": [f"{section.get_absolute_url()}feed/" for section in Section.objects.all()[:EACH]],
        "json feed": ["/feed.json"],
        "sitemap": ["/sitemap.xml"],
        "sitemap part": sitemap_parts()[:1],
        "news sitemap": ["/news-sitemap.xml"],
        "history": [edition.history_url for edition in newest[:EACH]],
        "comments": [reverse("comments:all", args=[edition.article_id]) for edition in newest[:EACH]],
        "corrections": ["/corrections/"],
    }


def many():
    """{kind: [paths]}: thousands of stories and lists from all over the archive, for asking each of them once only."""
    live = Edition.objects.live()
    stories = list(live.newest_first().values_list("path", flat=True))[STORIES:]
    sections = [(row.get_absolute_url(), live.filter(section=row).count()) for row in Section.objects.all()]
    lists = [f"{path}?page={number}" for path, count in sections for number in range(2, -(-count // PAGE) + 1)]
    return {
        "each story once": [f"/{path}/" for path in stories[:: max(1, len(stories) // MANY)]],
        "each section page once": lists[:: max(1, len(lists) // MANY)],
    }


def lists(live):
    """The fullest sections, tags and authors: their first page, their second and the deepest full one up to 1,000."""
    rows = {
        "section": [(row, live.filter(section=row).count()) for row in Section.objects.all()],
        "tag": [(row, row.uses) for row in fullest(Tag, "edition_uses")],
        "author": [
            (row, live.filter(bylines__author=row).distinct().count()) for row in Author.objects.order_by("pk")[:EACH]
        ],
    }
    addresses = {}
    for kind, counted in rows.items():
        counted = [(row.get_absolute_url(), count) for row, count in counted if count]
        counted = [line for line in counted if line[1] >= PAGE] or counted  # on a very small site
        addresses |= pages(kind, counted[:EACH])
    return addresses


def archives(live, newest):
    """The newest month, and the newest year that is deep enough, if there is one."""
    years = [(year, live.filter(published_at__year=year).count()) for year in range(newest.year, newest.year - 4, -1)]
    deep = next((found for found in years if found[1] >= PAGE * DEEPEST), max(years, key=lambda found: found[1]))
    month = live.filter(published_at__year=newest.year, published_at__month=newest.month).count()
    return pages("year", [(f"/{deep[0]}/", deep[1])]) | pages("month", [(f"/{newest:%Y/%m}/", month)])


def sitemap_parts():
    """Those that list stories, the newest first."""
    index = Client(HTTP_HOST="127.0.0.1").get("/sitemap.xml").content.decode()
    parts = [html.unescape(found).removeprefix(settings.SITE_URL) for found in re.findall("<loc>(.*?)</loc>", index)]
    return [part for part in parts if not part.startswith(("/sitemap-sections", "/sitemap-pages"))]


def pages(kind, counted):
    """The first page of each list, its second, and the deepest that is full: one with fewer stories costs less."""
    full = {path: max(1, min(DEEPEST, count // PAGE)) for path, count in counted}
    return {
        kind: list(full),
        f"{kind}, page 2": [f"{path}?page=2" for path, number in full.items() if number > 1],
        f"{kind}, deepest full page": [
            path if number == 1 else f"{path}?page={number}" for path, number in full.items()
        ],
    }


def fullest(model, relation):
    return model.objects.annotate(uses=Count(relation)).order_by("-uses")[:EACH]
