"""What the desk's first page says of stories: to writers their own, to editors what waits for them and what is next."""

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from articles import checkups, rules
from articles.admin.standing import add_returned, badges, desk_articles
from articles.models import Article, ArticleByline, Edition
from authors import admin as authors_desk
from newsroom.deskapp import panel

SHOWN = 6
LIGHT = ["body", "related_pins"]
WAITING = [Article.State.PITCH, Article.State.REVIEW, Article.State.READY]


@panel(order=1)
def waiting(request):
    """What lies with the editors, the longest first: pitches, and what was submitted."""
    if not request.user.has_perm("articles.edit_any_article"):
        return None
    articles = desk_articles(request.user).filter(state__in=WAITING)
    articles = articles.select_related("owner").defer(*LIGHT).order_by("changed_at")
    return {
        "template": "admin/panels/_waiting.html",
        "articles": _with_badges(articles[:SHOWN]),
        "count": articles.count(),
    }


@panel(order=2)
def own(request):
    """The user's own stories that are not finished."""
    user = request.user
    if not user.has_perm("articles.add_article"):
        return None
    unfinished = Q(was_live=False) | Q(has_changes=True) | ~Q(state=Article.State.DRAFT)
    articles = desk_articles(user).filter(rules.own(user)).filter(unfinished)
    articles = _with_badges(articles.defer(*LIGHT).order_by("-changed_at")[:SHOWN])
    add_returned(articles)
    return {"template": "admin/panels/_own.html", "articles": articles}


@panel(order=3)
def scheduled(request):
    """What comes next by itself."""
    if not request.user.has_perm("articles.publish_article"):
        return None
    editions = Edition.objects.scheduled().order_by("live_from").only("headline", "live_from", "article_id")[:SHOWN]
    return {"template": "admin/panels/_scheduled.html", "editions": editions}


@panel(order=4)
def published(request):
    """What readers got last."""
    if not request.user.has_perm("articles.publish_article"):
        return None
    editions = Edition.objects.live().newest_first().only("headline", "published_at", "path", "article_id")[:SHOWN]
    return {"template": "admin/panels/_published.html", "editions": editions}


@panel(order=5)
def checked(request):
    """Live stories in which the checks found something, for whoever may mend it."""
    if not request.user.has_perm("articles.view_article"):
        return None
    found = checkups.failing().filter(article__in=rules.visible(request.user, Article.objects.all()))
    rows = list(found.only("found", "count", "article__headline")[:SHOWN])
    return {"template": "admin/panels/_checked.html", "checkups": rows} if rows else None


def _with_badges(articles):
    articles = list(articles)
    for article in articles:
        article.badges = badges(article)
    return articles


def _count_stories(authors):
    lines = ArticleByline.objects.filter(author=OuterRef("pk"), article__trashed_at=None).order_by().values("author")
    number = lines.annotate(number=Count("article", distinct=True)).values("number")
    return authors.annotate(stories=Coalesce(Subquery(number), Value(0)))


authors_desk.counting.append(_count_stories)
