"""Where an article stands, in words: the badges of the list and of the form."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import rules
from articles.admin.moments import tell
from articles.models import Article, Edition
from articles.models.edition import Change
from newsroom.models import LogLine


def desk_articles(user, at=None, *, trashed=False):
    """The articles that `user` may open, each with what `badges` asks for; `trashed` as in rules.visible."""
    at = at or timezone.now()
    editions = Edition.objects.filter(article=OuterRef("pk"))
    return rules.visible(user, Article.objects.with_standing(at), trashed=trashed).annotate(
        scheduled_for=Subquery(editions.scheduled(at).order_by("live_from").values("live_from")[:1]),
        live_until=Subquery(editions.live(at).values("live_until")[:1]),
        is_retracted=Exists(editions.begun(at).filter(change=Change.RETRACTION)),
    )


def not_begun():
    """An article that does not exist yet, with the standing of one."""
    article = Article()
    for name in ("is_live", "is_scheduled", "was_live", "has_changes", "is_retracted"):
        setattr(article, name, False)
    article.scheduled_for = article.live_until = None
    return article


def log_of(article):
    """The log's lines about an article, the newest first."""
    kind = ContentType.objects.get_for_model(Article)
    return LogLine.objects.filter(subject_type=kind, subject_id=article.pk).order_by("-pk")


def add_returned(articles):
    """Put on each article the log's line by which the editors gave it back, or None, in one query for all.

    It counts while the article is a draft and nobody has handed it in again.
    """
    moves = LogLine.objects.filter(
        subject_type=ContentType.objects.get_for_model(Article),
        subject_id__in=[article.pk for article in articles if article.state == Article.State.DRAFT],
        action__in=["submitted", "returned", "published", "scheduled"],
    )
    latest = {line.subject_id: line for line in moves.select_related("by").order_by("pk")}
    for article in articles:
        line = latest.get(article.pk)
        article.returned = line if line and line.action == "returned" else None


@dataclass(frozen=True)
class Badge:
    kind: str  # the style sheet's name for it
    words: str  # HTML


def badges(article):
    """What to say of an article that came from `desk_articles`: readers first, then the desk's own state."""
    found = []
    if article.is_live:
        found.append(Badge("live", _("Live")))
    elif article.was_live:
        found.append(Badge("withdrawn", _("Withdrawn")))
    if article.is_live and article.is_retracted:
        found.append(Badge("retracted", _("Retracted")))
    if article.has_changes:
        found.append(Badge("changes", _("Unpublished changes")))
    if article.scheduled_for:
        words = _("Update scheduled for %(at)s") if article.is_live else _("Scheduled for %(at)s")
        found.append(Badge("scheduled", tell(article.scheduled_for, words)))
    elif article.live_until:
        found.append(Badge("scheduled", tell(article.live_until, _("Withdrawal scheduled for %(at)s"))))
    if article.is_embargoed:
        found.append(Badge("embargo", tell(article.embargo_until, _("Embargo until %(at)s"))))
    if article.trashed_at:
        found.insert(0, Badge("trashed", _("In the trash")))
    elif article.state != Article.State.DRAFT or not (article.was_live or article.scheduled_for):
        found.insert(0, Badge(article.state, article.get_state_display()))
    return found
