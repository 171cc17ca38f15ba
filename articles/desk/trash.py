"""The trash: out of everybody's way, and back; what was never published can be deleted from there after a time."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.row import lock, lock_any
from articles.models import Article
from articles.rules import allow
from newsroom.log import record

DAYS_IN_THE_TRASH = 30


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
    now = timezone.now()
    if article.live_edition(now) or article.scheduled_edition(now):
        raise ValidationError(_("Readers have this story, or will. Withdraw it, or cancel its schedule, first."))
    article.trashed_at = now
    article.save(update_fields=["trashed_at"])
    record(article, action, by=by, reason=reason.strip())
    return article


def may_be_deleted(article):
    """Whether an article lay in the trash for long enough, and no edition of it was ever made."""
    at = article.trashed_at
    return bool(at) and at < timezone.now() - timedelta(days=DAYS_IN_THE_TRASH) and not article.editions.exists()


@transaction.atomic
def delete_for_good(article, *, by):
    """Delete an article that lay in the trash for long enough, with all its versions. Never one with an edition.

    Only the chief, and the system itself (`manage.py empty_trash`). The log keeps its lines.
    """
    article = lock_any(article)
    if by is not None and not (by.is_active and by.is_superuser):
        raise PermissionDenied(_("You may not do that to this article."))
    if not may_be_deleted(article):
        sentence = _("Only what lay in the trash for %(days)s days and was never published can be deleted.")
        raise ValidationError(sentence % {"days": DAYS_IN_THE_TRASH})
    record(article, "deleted", by=by)
    Article.objects.filter(pk=article.pk).update(head=None)
    Article.objects.get(pk=article.pk).delete()
