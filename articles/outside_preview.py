"""The working copy of one article, for whoever has a link to it. What the link shows is nobody's to keep or to find."""

from datetime import timedelta

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import rules
from articles.content import content_of
from articles.models import PreviewLink
from articles.preview import preview
from newsroom.errors import not_found
from newsroom.secret_addresses import hash_of, too_often

MOST, WHILE = 60, 60  # how often one link may be opened, within how many seconds: each time renders the text
HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def outside_preview(request, preview_token):
    """What was saved last. Unknown, expired, revoked, in the trash and by whom may not open it: all the same 404."""
    now = timezone.now()
    links = PreviewLink.objects.open(now).select_related("article", "by")
    link = links.filter(token_hash=hash_of(preview_token)).first()
    if link is None or not link.by.is_staff or not rules.may(link.by, "view", link.article):
        response = not_found(request, Http404())
    elif too_often(link, MOST, WHILE):
        words = _("This page was opened too often. Wait a minute.")
        response = HttpResponse(words, "text/plain; charset=utf-8", status=429, headers={"Retry-After": str(WHILE)})
    else:
        a_minute_ago = Q(opened_at=None) | Q(opened_at__lt=now - timedelta(minutes=1))
        PreviewLink.objects.filter(a_minute_ago, pk=link.pk).update(opened_at=now)
        made = preview(link.article, content_of(link.article))
        # Nothing but the article itself: what else is related is for readers of the published story.
        context = made.context() | {"outside": True, "related": [], "expires_at": link.expires_at}
        response = render(request, "articles/outside_preview.html", context)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
