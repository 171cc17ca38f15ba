"""What the desk's first page says of the plan: what is due, and what one is to edit."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.admin.standing import badges, desk_articles
from articles.models import Article, Edition
from articles.rules import can_edit, visible
from newsroom.deskapp import panel

SHOWN = 8
LATE, SOON = timedelta(days=30), timedelta(days=7)
BEGUN = [Article.State.PITCH, Article.State.DRAFT]
HANDED_IN = [Article.State.REVIEW, Article.State.READY]


@panel(order=0.5)
def due(request):
    """The texts that are to be there within a week, or should have been: a writer's own, for editors everybody's.

    Only of a month back: each story keeps its date for ever, and the list's filter has what is later still.
    """
    if not request.user.has_perm("articles.view_article"):
        return None
    now, published = timezone.now(), Edition.objects.filter(article=OuterRef("pk"))
    articles = visible(request.user, Article.objects.filter(~Exists(published)).exclude(state__in=HANDED_IN))
    articles = articles.filter(due_at__gte=now - LATE, due_at__lt=now + SOON).select_related("writer")
    articles = list(articles.only("headline", "state", "due_at", "writer__name").order_by("due_at")[: SHOWN + 1])
    return {
        "template": "admin/panels/_due.html",
        "articles": articles[:SHOWN],
        "more": len(articles) > SHOWN,
        "everybody": can_edit(request.user),
    }


@panel(order=1.5)
def editing(request):
    """What is assigned to an editor and not finished; what lies with the editors first."""
    if not can_edit(request.user):
        return None
    mine = Article.objects.filter(editor=request.user).order_by()
    with_editors = mine.filter(state__in=HANDED_IN)
    unpublished = mine.filter(~Exists(Edition.objects.filter(article=OuterRef("pk"))))
    found = []
    for articles in (with_editors, Article.objects.filter(pk__in=unpublished, state__in=BEGUN)):
        articles = desk_articles(request.user).filter(pk__in=articles.values("pk")).select_related("writer")
        found += articles.defer("body", "related_pins").order_by("changed_at")[:SHOWN]
    found = found[:SHOWN]
    for article in found:
        article.badges = badges(article)
    return {"template": "admin/panels/_editing.html", "articles": found}
