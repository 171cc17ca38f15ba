"""The story budget: the stories of a day, or of some days, by section, as a list that prints."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.standing import badges, desk_articles
from articles.models import Article, Edition, Section
from articles.wallclock import now_there
from planning import days
from planning.choices import address, chosen, menus
from planning.entries import is_done
from planning.pages import page, respond

LENGTHS = [1, 3, 7]
MOST = 300  # stories on one page


@dataclass(frozen=True)
class Line:
    article: Article
    at: datetime  # when it went live, will, or should
    words: int
    late: bool
    badges: list


@page
@require_safe
def budget(request):
    span, choice = _span(request), chosen(request)
    lines, more = _lines(choice, span)
    context = {
        "title": _("Story budget"),
        "span": span,
        "heading": _heading(span),
        "groups": _by_section(lines),
        "lines": lines,
        "total": sum(line.words for line in lines),
        "most": MOST if more else None,
        "menus": menus(request, choice),
        "choice": choice,
        "narrowed": choice.section or choice.person,
        "clear": address(request, section=None, person=None),
        "lengths": [(number, address(request, days=number), number == len(span.days)) for number in LENGTHS],
        "before": address(request, date=span.before),
        "after": address(request, date=span.after),
        "now": address(request, date=None),
        "clock": now_there(),
    }
    return respond(request, "budget", context)


def _span(request):
    """The days that the address asks for; with a word about it, today, where it names none."""
    asked = request.GET.get("date") or str(days.today())
    number = next((length for length in LENGTHS if str(length) == request.GET.get("days")), LENGTHS[0])
    try:
        return days.days_from(asked, number)
    except ValueError:
        sentence = _("There is no day “%(asked)s”. A day is written like 2027-01-31. This is today.")
        messages.warning(request, sentence % {"asked": asked[:20]})
        return days.days_from(str(days.today()), number)


def _heading(span):
    first, last = (date_format(day, "l, j F Y") for day in (span.first, span.last))
    return first if span.first == span.last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _lines(choice, span):
    """The Lines of a Span in the order of time, at most MOST, and whether there were more."""
    numbers = _numbers(choice, span)
    articles = desk_articles(choice.user).select_related("section", "writer", "editor").defer("related_pins")
    within = Edition.objects.filter(article__in=numbers, **_within("live_from", span)).order_by("live_from")
    begun = dict(within.values_list("article", "live_from"))
    lines = [_line(article, begun, span) for article in articles.filter(pk__in=numbers[:MOST])]
    return sorted(lines, key=lambda line: (line.at, line.article.pk)), len(numbers) > MOST


def _numbers(choice, span):
    """The keys of the articles that are planned, due, scheduled or published in a Span."""
    found = {}
    for name in ("planned_at", "due_at"):
        articles = choice.articles(Article.objects.order_by(name)).filter(**_within(name, span))
        found |= dict.fromkeys(articles.values_list("pk", flat=True)[: MOST + 1])
    editions = choice.editions(Edition.objects.scheduled(span.begin)).filter(**_within("live_from", span))
    found |= dict.fromkeys(editions.order_by("live_from").values_list("article", flat=True)[: MOST + 1])
    return list(found)


def _within(name, span):
    return {f"{name}__gte": span.begin, f"{name}__lt": span.end}


def _line(article, begun, span):
    dates = [begun.get(article.pk), article.planned_at, article.due_at]
    at = next(moment for moment in dates if moment and span.begin <= moment < span.end)
    late = article.is_overdue and not is_done(article)
    return Line(article, at, len(article.body.split()), late, badges(article))


def _by_section(lines):
    """[(section, or None, its Lines), …] in the order in which the site has its sections."""
    groups = {}
    for line in lines:
        groups.setdefault(line.article.section, []).append(line)
    order = {section: number for number, section in enumerate(Section.objects.all())}
    return sorted(groups.items(), key=lambda group: order.get(group[0], len(order)))
