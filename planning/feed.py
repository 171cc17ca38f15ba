"""The plan for calendar programs, at a secret address of each user's own. Its hash alone is kept."""

import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from newsroom.log import record
from newsroom.secret_addresses import hash_of, too_often
from planning import ics
from planning.choices import Choice
from planning.entries import KINDS, entries
from planning.models import CalendarFeed
from planning.pages import page, respond

BACK, AHEAD = timedelta(days=30), timedelta(days=365)
READS, WHILE = 60, 3600  # how often one address may be read, within how many seconds
PRIVATE = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
SHOWN = [kind for kind in KINDS if kind != "published"]


@page
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request):
    """What a user's calendar program needs. By POST `do`: "make" an address, which ends an earlier one, or "end" it."""
    secret, deed = None, request.POST.get("do")
    if deed == "make":
        secret = secrets.token_urlsafe(32)
        new = {"token_hash": hash_of(secret), "made_at": timezone.now(), "read_at": None}
        CalendarFeed.objects.update_or_create(user=request.user, defaults=new)
        record(request.user, "made a calendar address", by=request.user)
    elif deed == "end" and CalendarFeed.objects.filter(user=request.user).delete()[0]:
        record(request.user, "ended a calendar address", by=request.user)
    context = {
        "title": _("In your calendar"),
        "feed": CalendarFeed.objects.filter(user=request.user).first(),
        "address": secret and settings.SITE_URL + reverse("calendar_feed", args=[secret]),
        "ended": deed == "end",
    }
    return respond(request, "subscription", context)


@require_safe
def calendar_feed(request, calendar_token):
    """The plan of the user whose address it is, as far as they may see it now."""
    now = timezone.now()
    feed = CalendarFeed.objects.select_related("user").filter(token_hash=hash_of(calendar_token)).first()
    if feed is None or not _may_read(feed.user):
        raise Http404
    if too_often(feed, READS, WHILE):
        return HttpResponse(status=429, headers=PRIVATE | {"Retry-After": str(WHILE)})
    CalendarFeed.objects.filter(Q(read_at=None) | Q(read_at__lt=now - timedelta(hours=1)), pk=feed.pk).update(
        read_at=now
    )
    found = entries(Choice(feed.user), now - BACK, now + AHEAD, kinds=SHOWN)
    name = _("%(site)s: the plan") % {"site": settings.SITE_NAME}
    body = ics.calendar(name, [_event(entry) for entry in found], now)
    headers = PRIVATE | {"Content-Disposition": 'inline; filename="plan.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


def _may_read(user):
    return user.is_active and user.is_staff and user.has_perm("articles.view_article")


def _event(entry):
    host = urlsplit(settings.SITE_URL).hostname
    address = settings.SITE_URL + reverse("admin:articles_article_change", args=[entry.article])
    return f"{entry.key}@{host}", entry.at, f"{entry.words}: {entry.headline}", address
