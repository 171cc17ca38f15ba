"""The readers' pages: fetch, decide, render. Everything comes from live editions."""

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import cards, lists, paging, related, stories
from articles import history as past
from articles import search as index
from articles.front import arrange
from articles.known import sections, tag_named
from articles.models import Edition, Redaction
from articles.models.edition import Change
from articles.shown import image_tag
from articles.structured import structured_data
from authors.known import authors
from newsroom.addresses import address
from newsroom.pagecache import public, shows
from pages.known import frame


@public()
@require_safe
def front(request):
    return render(request, "articles/front.html", arrange())


@public()
@require_safe
def story(request, year, month, slug):
    path = f"{year:04d}/{month:02d}/{slug}"
    edition = stories.live(path)
    if edition is None:
        return _moved_or_gone(request, path, "articles:story")
    return render(request, "articles/story.html", story_context(edition))


def story_context(edition):
    """What the story's template prints."""
    bylines = list(edition.bylines.all())
    return {
        "edition": edition,
        "bylines": bylines,
        "authors": list({line.author_id: line.author for line in bylines}.values()),
        "tags": list(edition.tags.all()),
        "related": related.of(edition),
        "structured_data": structured_data(edition, bylines, frame().site),
    }


@public("page")
@require_safe
def history(request, year, month, slug):
    """What readers saw of a story, edition by edition; of one that was taken down no more than its page says."""
    path = f"{year:04d}/{month:02d}/{slug}"
    edition = Edition.objects.live().filter(path=path).first()
    if edition is None:
        return _moved_or_gone(request, path, "articles:history")
    shows(f"story:{edition.article_id}", f"section:{edition.section_id}")
    edition.section = sections.holding({edition.section_id})[edition.section_id]
    begun = Edition.objects.begun().filter(article=edition.article_id).defer("body", "related")
    page = _page(request, begun, past.PAGE)
    redactions = Redaction.objects.filter(article=edition.article_id).order_by("-at")
    context = {"edition": edition, "page": page, "entries": past.entries(page), "redactions": redactions}
    return render(request, "articles/history.html", context)


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
    section = sections.named(slug) or _missing()
    shows(f"section:{section.pk}")
    page = lists.page(request, "section", section.pk)
    return render(request, "articles/section.html", {"section": section, "page": page})


@public("page")
@require_safe
def tag(request, slug):
    tag = tag_named(slug) or _missing()
    shows(f"tag:{tag.pk}")
    page = lists.page(request, "tag", tag.pk)
    if not page.object_list:
        raise Http404  # a tag that only drafts carry is nobody's business
    return render(request, "articles/tag.html", {"tag": tag, "page": page})


@public("page")
@require_safe
def author(request, slug):
    author = authors.named(slug) or _missing()
    shows(f"author:{author.pk}", *image_tag(author.portrait_id))
    page = lists.page(request, "author", author.pk)
    return render(request, "articles/author.html", {"author": author, "page": page})


def _missing():
    raise Http404


@public("page")
@require_safe
def year(request, year):
    counts = paging.counts(("year", f"{year:04d}"))
    months = [
        {"label": str(MONTHS[month]), "url": address("articles:month", year, month), "count": count}
        for (_year, month), count in sorted(counts.items())
        if count
    ]
    first, following = paging.bounds((year, 1))[0], paging.bounds((year, 12))[1]
    page = lists.page(request, "year", f"{year:04d}", first, following)
    return _archive(request, page, str(year), months)


@public("page")
@require_safe
def month(request, year, month):
    page = lists.page(request, "month", f"{year:04d}-{month:02d}", *paging.bounds((year, month)))
    return _archive(request, page, f"{MONTHS[month]} {year}", [])


def _archive(request, page, title, months):
    if not page.object_list:
        raise Http404
    return render(request, "articles/archive.html", {"title": title, "page": page, "months": months})


@public("q", "page")
@require_safe
def search(request):
    query, number = request.GET.get("q", "").strip()[:200], lists.wanted(request)
    through = number * lists.PAGE
    if through > index.MOST:
        raise Http404(_("There is no such page."))
    found = index.find(query, through + 1)  # one more tells whether there are more
    results = cards.of_editions(found[through - lists.PAGE : through])
    if number > 1 and not results:
        raise Http404(_("There is no such page."))
    shows("latest")
    last = len(found) <= through or through == index.MOST
    page = lists.Page(number, results, last)
    context = {"query": query, "page": page, "found": len(found), "through": through}
    response = render(request, "articles/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public("page")
@require_safe
def corrections(request):
    """Every correction and retraction of a story that is still up."""
    up = Exists(Edition.objects.live().filter(article=OuterRef("article")))
    editions = Edition.objects.begun().filter(up, change__in=[Change.CORRECTION, Change.RETRACTION])
    editions = editions.select_related("section").order_by("-live_from")
    page = _page(request, editions.defer("body", "body_html"))
    shows("corrections", *(f"section:{edition.section_id}" for edition in page))
    return render(request, "articles/corrections.html", {"page": page})


@public()
@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", "Disallow: /preview/", ""]
    lines += [f"Sitemap: {settings.SITE_URL}{reverse(name)}" for name in ("articles:sitemap", "articles:news_sitemap")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def _page(request, rows, size=lists.PAGE):
    """The page of `?page=N` of rows that are counted first; 404 for one that does not exist."""
    try:
        return Paginator(rows, size).page(request.GET.get("page", 1))
    except InvalidPage as error:
        raise Http404(_("There is no such page.")) from error
