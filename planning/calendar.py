"""The calendar: a month or a week of what is due, planned, scheduled and published."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.rules import can_edit
from articles.wallclock import now_there
from planning import days
from planning.choices import address, chosen, menus
from planning.entries import DATES, KINDS, entries
from planning.pages import page, respond
from planning.replanning import last_move

SHOWN = {"month": 5, "week": 40}  # entries of one day; the budget of that day has all


@dataclass(frozen=True)
class Day:
    date: date
    entries: list
    more: int
    today: bool
    outside: bool  # belongs to a neighbouring month


@page
@require_safe
def calendar(request):
    view = "week" if "week" in request.GET else "month"
    span, choice = _span(request, view), chosen(request)
    found = entries(choice, span.begin, span.end)
    may_move = can_edit(request.user)
    context = {
        "title": _("Calendar"),
        "view": view,
        "span": span,
        "heading": _heading(span, view),
        "days": _by_day(span, found, SHOWN[view]),
        "menus": menus(request, choice),
        "narrowed": choice.section or choice.person,
        "moving": _asked_to_move(request, found) if may_move else None,
        "movable": DATES if may_move else (),
        "kinds": KINDS,
        "replanned": last_move(request),
        "clock": now_there(),
        "addresses": _addresses(request, view, span),
    }
    return respond(request, "calendar", context)


def _span(request, view):
    """What the address asks for; with a word about it, the present, where there is no such month or week."""
    read, name = (days.week_of, days.week_name) if view == "week" else (days.month_of, days.month_name)
    asked = request.GET.get(view)
    try:
        return read(asked or name(days.today()))
    except ValueError:
        sentence = _("There is no week “%(asked)s”.") if view == "week" else _("There is no month “%(asked)s”.")
        messages.warning(request, sentence % {"asked": asked[:20]} + " " + _("This is the present one."))
        return read(name(days.today()))


def _heading(span, view):
    if view == "month":
        return date_format(days.day_named(f"{span.name}-01"), "F Y")
    first = date_format(span.first, "j F" if span.first.month != span.last.month else "j")
    return _("%(first)s to %(last)s") % {"first": first, "last": date_format(span.last, "j F Y")}


def _by_day(span, found, shown):
    of_day = {day: [] for day in span.days}
    for entry in found:
        of_day[days.day_of(entry.at)].append(entry)
    now = days.today()
    return [
        Day(day, of_one[:shown], len(of_one[shown:]), day == now, bool(span.month) and day.month != span.month)
        for day, of_one in of_day.items()
    ]


def _asked_to_move(request, found):
    """The entry that ?moving= names, if it is one that can be moved."""
    name = request.GET.get("moving", "")
    return next((entry for entry in found if entry.key == name and entry.kind in DATES), None)


def _addresses(request, view, span):
    """Where the page's own links lead: to the neighbours, to now, and to the same time in the other view."""
    today = days.today()
    here = (
        today if span.first <= today <= span.last else days.day_named(f"{span.name}-01") if span.month else span.first
    )
    return {
        "before": address(request, **{view: span.before}),
        "after": address(request, **{view: span.after}),
        "now": address(request, **{view: None if view == "month" else days.week_name(today)}),
        "month": address(request, week=None, month=days.month_name(here)),
        "week": address(request, month=None, week=days.week_name(here)),
        "clear": address(request, section=None, person=None),
        "here": address(request),
        "budget": reverse("planning:budget"),
    }
