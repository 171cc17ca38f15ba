"""The readers' pages: fetch, decide, render. Everything comes from live editions."""

from datetime import datetime

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count
from django.db.models.functions import ExtractMonth
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import related, wallclock
from articles import search as index
from articles.front import arrange
from articles.models import Edition, Section, Tag
from articles.models.edition import Change
from articles.shown import image_tag, note_cards, note_story
from articles.structured import structured_data
from authors.models import Author
from newsroom.pagecache import public, shows
from pages.models import Site

PAGE = 20


@public()
@require_safe
def front(request):
    return render(request, "articles/front.html", arrange())


@public()
@require_safe
def story(request, year, month, slug):
    path = f"{year:04d}/{month:02d}/{slug}"
    edition = Edition.objects.live().for_story().filter(path=path).first()
    if edition is None:
        return _moved_or_gone(request, path, "articles:story")
    note_story(edition)
    return render(request, "articles/story.html", story_context(edition))


def story_context(edition):
    """What the story's template prints. `site` is loaded here once, for the page's frame and the structured data."""
    site = Site.load()
    bylines = list(edition.bylines.all())
    return {
        "site": site,
        "edition": edition,
        "bylines": bylines,
        "authors": list({line.author_id: line.author for line in bylines}.values()),
        "tags": list(edition.tags.all()),
        "related": related.of(edition),
        "structured_data": structured_data(edition, bylines, site),
    }


@public()
@require_safe
def history(request, year, month, slug):
    path = f"{year:04d}/{month:02d}/{slug}"
    edition = Edition.objects.live().filter(path=path).first()
    if edition is None:
        return _moved_or_gone(request, path, "articles:history")
    shows(f"story:{edition.article_id}", f"section:{edition.section_id}")
    editions = edition.article.editions.begun().defer("body", "body_html")
    return render(request, "articles/history.html", {"edition": edition, "editions": editions})


def _moved_or_gone(request, path, name):
    """An address that no live edition has: a former one of a live story, one taken down, or none at all."""
    past = Edition.objects.begun().filter(path=path).first()
    if past is None:
        raise Http404
    shows(f"story:{past.article_id}")
    live = past.article.live_edition()
    if live:
        moved = redirect(reverse(name, args=live.path.split("/")), permanent=True)
        moved.headers["Cache-Control"] = "no-cache"  # the story may move back, and browsers keep a 301 for ever
        return moved
    last = past.article.editions.begun().first()
    return render(request, "410.html", {"reason": last.reason}, status=410)


@public("page")
@require_safe
def section(request, slug):
    section = get_object_or_404(Section, slug=slug)
    shows(f"section:{section.pk}", f"in-section:{section.pk}")
    editions = Edition.objects.live().filter(section=section)
    return render(request, "articles/section.html", {"section": section, "page": _page(request, editions)})


@public("page")
@require_safe
def tag(request, slug):
    tag = get_object_or_404(Tag, slug=slug)
    shows(f"tag:{tag.pk}", f"with-tag:{tag.pk}")
    page = _page(request, Edition.objects.live().filter(tagged__tag=tag))
    if not page.object_list:
        raise Http404  # a tag that only drafts carry is nobody's business
    return render(request, "articles/tag.html", {"tag": tag, "page": page})


@public("page")
@require_safe
def author(request, slug):
    author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    shows(f"author:{author.pk}", f"by-author:{author.pk}", *image_tag(author.portrait_id))
    editions = Edition.objects.live().by(author)
    return render(request, "articles/author.html", {"author": author, "page": _page(request, editions)})


@public("page")
@require_safe
def year(request, year):
    shows(f"year:{year:04d}")
    editions = Edition.objects.live().filter(published_at__gte=_start(year), published_at__lt=_start(year + 1))
    counts = editions.values_list(ExtractMonth("published_at", tzinfo=wallclock.zone())).annotate(Count("pk"))
    months = [
        {"label": str(MONTHS[month]), "url": reverse("articles:month", args=[year, month]), "count": count}
        for month, count in sorted(dict(counts).items())
    ]
    return _archive(request, editions, str(year), months)


@public("page")
@require_safe
def month(request, year, month):
    shows(f"month:{year:04d}-{month:02d}")
    following = _start(year + month // 12, month % 12 + 1)
    editions = Edition.objects.live().filter(published_at__gte=_start(year, month), published_at__lt=following)
    return _archive(request, editions, f"{MONTHS[month]} {year}", [])


def _archive(request, editions, title, months):
    page = _page(request, editions)
    if not page.object_list:
        raise Http404
    return render(request, "articles/archive.html", {"title": title, "page": page, "months": months})


@public("q", "page")
@require_safe
def search(request):
    query = request.GET.get("q", "").strip()[:200]
    found = index.find(query)
    page = _page(request, found)
    cards = Edition.objects.live().for_cards().in_bulk(page.object_list)
    shows("latest")
    note_cards(cards.values())
    results = [cards[pk] for pk in page.object_list if pk in cards]
    response = render(request, "articles/search.html", {"query": query, "page": page, "results": results})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public("page")
@require_safe
def corrections(request):
    """Every correction and retraction of a story that is still up."""
    live = Edition.objects.live().values("article")
    editions = Edition.objects.begun().filter(change__in=[Change.CORRECTION, Change.RETRACTION], article__in=live)
    editions = editions.select_related("section").order_by("-live_from")
    page = _page(request, editions.defer("body", "body_html"), cards=False)
    shows("corrections", *(f"section:{edition.section_id}" for edition in page))
    return render(request, "articles/corrections.html", {"page": page})


@public()
@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", "Disallow: /preview/", ""]
    lines += [f"Sitemap: {settings.SITE_URL}{reverse(name)}" for name in ("articles:sitemap", "articles:news_sitemap")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def _page(request, rows, cards=True):
    """The page of `?page=N` of a list; 404 for one that does not exist."""
    if cards and hasattr(rows, "for_cards"):
        rows = rows.for_cards()
    paginator = Paginator(rows, PAGE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page.")) from error
    if hasattr(rows, "for_cards") and cards:
        page.object_list = list(page.object_list)
        note_cards(page.object_list)
    return page


def _start(year, month=1):
    return datetime(year, month, 1, tzinfo=wallclock.zone())
