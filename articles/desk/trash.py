"""The trash: out of everybody's way, and back. Nothing is ever deleted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.row import lock, lock_any
from articles.rules import allow
from newsroom.log import record


@transaction.atomic
def trash(article, *, by, reason=""):
    """Put an article in the trash, which is neither live nor scheduled. Its revisions, and its former address, stay."""
    article = lock(article)
    allow(by, "trash", article)
    return throw_away(article, "trashed", by=by, reason=reason)


@transaction.atomic
def restore_from_trash(article, *, by):
    """Take an article out of the trash again, in the state in which it went there."""
    article = lock_any(article)
    allow(by, "restore", article)
    if article.trashed_at is None:
        raise ValidationError(_("This article is not in the trash."))
    article.trashed_at = None
    article.save(update_fields=["trashed_at"])
    record(article, "restored", by=by)
    return article


def throw_away(article, action, *, by, reason):
    """What `trash` and `decline` share: the step itself, for a locked article."""
    if article.live_edition() or article.scheduled_edition():
        raise ValidationError(_("Readers have this story, or will. Withdraw it, or cancel its schedule, first."))
    article.trashed_at = timezone.now()
    article.save(update_fields=["trashed_at"])
    record(article, action, by=by, reason=reason.strip())
    return article
