"""What the form's scripts ask for while somebody types: live stories, and tags that one may know of."""

import re

from django.db.models import Exists, OuterRef, Q
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import rules
from articles import search as index
from articles.models import Article, ArticleTag, Edition, EditionTag, Tag
from articles.models.edition import live_at
from articles.wallclock import short

MOST = 8
ADDRESS = re.compile(r"(?:https?://[^/\s]+)?/([0-9]{4}/[0-9]{2}/[^/\s]{1,250})/")


@require_safe
def stories(request):
    """Live stories that match ?q=, have this address, or are the newest: {"results": [{id, headline, address, at}]}."""
    rules.allow(request.user, "view", Article())
    query = request.GET.get("q", "").strip()
    live = Edition.objects.live().only("article", "headline", "path", "published_at")
    if address := ADDRESS.match(query):
        editions = live.filter(path=address[1].replace("\0", ""))
    elif query:
        found = index.find(query, MOST)
        rows = live.in_bulk(found)
        editions = [rows[pk] for pk in found if pk in rows]
    else:
        editions = live.newest_first()[:MOST]
    results = [
        {"id": e.article_id, "headline": e.headline, "address": e.get_absolute_url(), "at": short(e.published_at)}
        for e in editions
    ]
    return JsonResponse({"results": results})


@require_safe
def tags(request):
    """Tags whose name has ?q= in it, those that begin with it first: {"results": [name]}."""
    rules.allow(request.user, "view", Article())
    query = request.GET.get("q", "").strip()[:100].replace("\0", "")
    known = _known(request.user).filter(name__icontains=query)
    names = known.values_list("name", flat=True)[:100] if query else []
    ordered = sorted(names, key=lambda name: (not name.casefold().startswith(query.casefold()), name.casefold()))
    return JsonResponse({"results": ordered[:MOST]})


def _known(user):
    """The tags that a user may know of: a tag can say what a story that is not published yet is about."""
    if rules.can_edit(user):
        return Tag.objects.all()
    live = EditionTag.objects.filter(live_at(timezone.now(), "content_object__"), tag=OuterRef("pk"))
    own = ArticleTag.objects.filter(content_object__in=rules.visible(user, Article.objects.all()))
    return Tag.objects.filter(Exists(live) | Q(pk__in=own.values("tag")))
