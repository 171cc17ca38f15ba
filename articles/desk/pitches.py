"""A story that is only proposed: the editors accept it, or decline it with a reason."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.desk.row import lock, move
from articles.desk.trash import throw_away
from articles.desk.writing import save
from articles.models import Article
from articles.rules import allow


def pitch(article, *, by, **fields):
    """Propose a new story; see `save`. Returns its first Revision."""
    article.state = Article.State.PITCH
    return save(article, by=by, **fields)


@transaction.atomic
def accept(article, *, by):
    """Have a proposed story written: it becomes a draft."""
    return move(article, "accept", "accepted", by, [Article.State.PITCH], Article.State.DRAFT)


@transaction.atomic
def decline(article, *, by, reason):
    """Put a proposed story in the trash. `reason` tells who proposed it why."""
    article = lock(article)
    allow(by, "decline", article)
    if article.state != Article.State.PITCH:
        raise ValidationError(_("This article is no pitch any more."))
    if not reason.strip():
        raise ValidationError({"reason": _("Tell who proposed it why.")})
    return throw_away(article, "declined", by=by, reason=reason)
