"""The board: a column for each state, from pitch to live today. A card is moved by the verb that does it."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.admin.access import fetch
from articles.admin.standing import badges, desk_articles
from articles.models import Article, Edition
from newsroom.numbers import row_number
from planning import days
from planning.choices import address, chosen, menus
from planning.moves import ACTS, moves
from planning.pages import page, respond

SHOWN, COUNTED = 20, 100
TITLES = {
    "pitch": gettext_lazy("Pitches"),
    "draft": gettext_lazy("Drafts"),
    "review": gettext_lazy("In review"),
    "ready": gettext_lazy("Ready"),
    "scheduled": gettext_lazy("Scheduled"),
    "live": gettext_lazy("Live today"),
}
# Such articles have begun: they are written, or an update of them is. The others are finished, and stand by the clock.
UNFINISHED = Q(is_scheduled=False) & (Q(was_live=False) | Q(has_changes=True))


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
    found = _found(name, choice)
    cards = list(found[: SHOWN + 1])
    number = len(cards) if len(cards) <= SHOWN else found[:COUNTED].count()
    for article in cards:
        article.badges = [badge for badge in badges(article) if badge.kind != name]
        article.moves = moves(user, article)
        article.is_late = article.is_overdue and not article.was_live
    count = f"{COUNTED - 1}+" if number == COUNTED else str(number)
    return Column(name, TITLES[name], cards[:SHOWN], count, len(cards) > SHOWN)


def _found(name, choice):
    """The articles of a column: what is longest due first, or changed last, or by the clock."""
    articles = choice.articles(desk_articles(choice.user)).select_related("section", "writer", "editor")
    articles = articles.defer("body", "related_pins")
    if name == "draft":
        return articles.filter(UNFINISHED, state=name).order_by("-changed_at", "-pk")
    if name == "scheduled":
        return articles.filter(state="draft", pk__in=_of(Edition.objects.scheduled())).order_by("scheduled_for")
    if name == "live":
        today = Edition.objects.live().filter(published_at__gte=days.begin_of(days.today()))
        today = today.filter(published_at__lte=timezone.now())
        return articles.filter(state="draft", is_scheduled=False, has_changes=False, pk__in=_of(today)).order_by("-pk")
    return articles.filter(state=name).order_by("changed_at", "pk")


def _of(editions):
    return editions.order_by().values("article")
