"""The board: a column for each state, from pitch to live today. A card is moved by the verb that does it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.admin.access import fetch
from articles.admin.filters import NEWEST
from articles.admin.standing import badges, desk_articles
from articles.models import Article, Edition
from articles.rules import visible
from newsroom.numbers import row_number
from planning import days
from planning.choices import address, chosen, menus
from planning.moves import ACTS, moves
from planning.pages import page, respond

SHOWN, COUNTED = 20, 100  # cards of a column
MOST = 1000  # articles that a column is chosen from
TITLES = {
    "pitch": gettext_lazy("Pitches"),
    "draft": gettext_lazy("Drafts"),
    "review": gettext_lazy("In review"),
    "ready": gettext_lazy("Ready"),
    "scheduled": gettext_lazy("Scheduled"),
    "live": gettext_lazy("Live today"),
}


@dataclass(frozen=True)
class Column:
    name: str
    title: str
    cards: list
    count: str
    more: bool


@page
@require_safe
def board(request):
    choice = chosen(request)
    context = {
        "title": _("Board"),
        "columns": [_column(name, request.user, choice) for name in TITLES],
        "menus": menus(request, choice),
        "narrowed": choice.section or choice.person,
        "clear": address(request, section=None, person=None),
        "here": address(request),
        "list": reverse("admin:articles_article_changelist"),
    }
    return respond(request, "board", context)


@page
@require_POST
def move(request):
    """Do to an article what `move` says (“submit-7”), with the `reason` that some verbs want; back to the board."""
    verb, _dash, number = request.POST.get("move", "").partition("-")
    if verb not in ACTS or row_number(number) is None:
        raise Http404
    article = fetch(request, row_number(number), verb)
    try:
        ACTS[verb](article, request.user, request.POST.get("reason", "")[:1000])
    except ValidationError as error:
        sentence = _("“%(headline)s” was not moved: %(why)s")
        messages.error(request, sentence % {"headline": article, "why": " ".join(error.messages)})
    else:
        messages.success(request, _done(article))
    query = QueryDict(request.POST.get("back", "")[1:500]).urlencode()
    return redirect(f"{reverse('planning:board')}?{query}")


def _done(article):
    now = Article.objects.get(pk=article.pk)
    if now.trashed_at:
        return _("“%(headline)s” lies in the trash now.") % {"headline": article}
    return _("“%(headline)s” is “%(state)s” now.") % {"headline": article, "state": now.get_state_display()}


def _column(name, user, choice):
    numbers = COLUMNS[name](choice)
    shown = numbers[:SHOWN]
    articles = desk_articles(user).filter(pk__in=shown).select_related("section", "writer", "editor")
    cards = sorted(articles.defer("body", "related_pins"), key=lambda article: shown.index(article.pk))
    for article in cards:
        article.badges = [badge for badge in badges(article) if badge.kind != name]
        article.moves = moves(user, article)
        article.is_late = article.is_overdue and not article.was_live
    count = f"{COUNTED - 1}+" if len(numbers) == COUNTED else str(len(numbers))
    return Column(name, TITLES[name], cards, count, len(numbers) > SHOWN)


# What stands in each column: functions of a Choice that give the keys of articles in order, COUNTED at most. A story
# that readers have stands among the drafts while there is a newer text, and so is in one column only. As nearly all
# articles are drafts by their state, the few that count are looked up first, by indexes alone.


def _state(name):
    def found(choice):
        return _keys(choice, Article.objects.filter(state=name), "changed_at", "pk")

    return found


def _drafts(choice):
    """What was never published, and newer texts of what is live; what changed last is first."""
    unpublished = Article.objects.filter(~Exists(Edition.objects.filter(article=OuterRef("pk"))), state="draft")
    unpublished = visible(choice.user, Article.objects.filter(pk__in=unpublished.order_by().values("pk")), trashed=None)
    unpublished = unpublished.order_by("-pk").values_list("pk", flat=True)
    newer = Edition.objects.live().filter(~NEWEST).order_by().values_list("article", flat=True)
    few = [*unpublished[:MOST], *newer[:MOST]]
    drafts = Article.objects.filter(pk__in=few, state="draft").exclude(pk__in=_scheduled(choice))
    return _keys(choice, drafts, "-changed_at", "-pk")


def _scheduled(choice):
    times = dict(Edition.objects.scheduled().order_by("-live_from").values_list("article", "live_from"))
    numbers = _keys(choice, Article.objects.filter(pk__in=times, state="draft"))
    return sorted(numbers, key=times.get)


def _live(choice):
    today = Edition.objects.live().filter(published_at__gte=days.begin_of(days.today())).newest_first()
    today = list(today.values_list("pk", flat=True)[:MOST])
    newest = Edition.objects.filter(NEWEST, pk__in=today).order_by().values("article")
    articles = Article.objects.filter(pk__in=newest, state="draft").exclude(pk__in=_scheduled(choice))
    return _keys(choice, articles, "-pk")


def _keys(choice, articles, *order):
    return list(choice.articles(articles).order_by(*order).values_list("pk", flat=True)[:COUNTED])


COLUMNS = {
    "pitch": _state("pitch"),
    "draft": _drafts,
    "review": _state("review"),
    "ready": _state("ready"),
    "scheduled": _scheduled,
    "live": _live,
}
