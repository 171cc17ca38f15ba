"""Moving a due or planned date to another day, and back."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import desk, wallclock
from articles.admin.access import fetch
from articles.models import Article
from newsroom.numbers import row_number
from planning import days
from planning.entries import DATES
from planning.pages import page

KEPT = "planning.moved"  # in the session, until the next calendar: what can be undone


@page
@require_POST
def replan(request):
    """Move what `what` names (due-7, planned-7), last seen at the moment `seen`, to `day`; or to the moment `at`."""
    kind, _dash, number = request.POST.get("what", "").partition("-")
    if kind not in DATES or row_number(number) is None:
        raise Http404
    article = fetch(request, row_number(number), "plan")
    try:
        _move(request, article, kind)
    except ValidationError as error:
        plan = reverse("admin:articles_article_plan", args=[article.pk])
        sentence = format_html('{} <a href="{}">{}</a>', " ".join(error.messages), plan, _("Plan it by hand"))
        messages.error(request, sentence)
    return redirect(reverse("planning:calendar") + _query(request))


def last_move(request):
    """What was moved a moment ago, for the calendar to offer the way back, once."""
    return request.session.pop(KEPT, None)


@transaction.atomic
def _move(request, article, kind):
    name = DATES[kind]
    was = getattr(Article.objects.select_for_update().get(pk=article.pk), name)
    if was is None or wallclock.stored(request.POST.get("seen", "")) != was:
        raise ValidationError(_("Somebody else moved this meanwhile, or took its date away. Nothing was done."))
    moment = _wanted(request, was)
    desk.plan(article, by=request.user, **{name: moment})
    request.session[KEPT] = {
        "what": f"{kind}-{article.pk}",
        "was": was.isoformat(),
        "is": moment.isoformat(),
        "headline": str(article),
        "moment": wallclock.full(moment),
        "undone": "at" in request.POST,
    }


def _wanted(request, was):
    """The moment that is asked for: the same time on another day. Raises ValidationError."""
    if "at" in request.POST:
        moment = wallclock.stored(request.POST["at"])
        if moment is None or moment.year not in days.YEARS:
            raise ValidationError(_("There is no such moment."))
        return moment
    try:
        day = days.day_named(request.POST.get("day", ""))
    except ValueError as error:
        raise ValidationError(_("Give a day, like 2027-01-31.")) from error
    found = wallclock.instants(datetime.combine(day, wallclock.wall(was).time()))
    if len(found) != 1:
        raise ValidationError(_("The clocks change that night, and its time exists twice then or never."))
    return found[0]


def _query(request):
    """The calendar's address that the person came from; nothing but a query string."""
    return f"?{QueryDict(request.POST.get('back', '')[1:500]).urlencode()}"
