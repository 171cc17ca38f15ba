"""The timetable: what happens by the clock in the next 24 hours, and what happened in the last."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import rules, wallclock
from articles.admin.access import respond
from articles.models import Article
from articles.timetable import KINDS, PAST, events

SPAN = timedelta(hours=24)


@require_safe
def timetable(request):
    """Of all stories that the user may open."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    now = timezone.now()
    found = events(rules.visible(request.user, Article.objects.all()), now - SPAN, now + SPAN)
    coming = [(KINDS[event.kind], event) for event in found if event.at > now]
    passed = [(PAST[event.kind], event) for event in reversed(found) if event.at <= now]
    context = {"title": _("Timetable"), "clock": wallclock.now_there()}
    context["parts"] = [
        ("coming", _("The next 24 hours"), coming, _("Nothing happens by itself in the next 24 hours.")),
        ("passed", _("The last 24 hours"), passed, _("Nothing happened in the last 24 hours.")),
    ]
    return respond(request, "article/timetable.html", context)
