"""What the verbs share: the article's row locked, moved from state to state, and written as its next revision."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.content import write
from articles.models import Article, Revision
from articles.rules import allow
from newsroom.log import record


def lock(article):
    """The article as it is in the database, nobody else's until the transaction ends. Refuses what is in the trash."""
    article = lock_any(article)
    if article.trashed_at:
        raise ValidationError(_("This article is in the trash. Restore it first."))
    return article


def lock_any(article):
    """The same, in the trash or not."""
    return Article.objects.select_for_update(of=("self",)).select_related("head").get(pk=article.pk)


def move(article, verb, action, by, states, state, reason=""):
    """Take an article that is in one of `states` to `state`, if `by` may do `verb`. Returns it; `action` is logged."""
    article = lock(article)
    allow(by, verb, article)
    if article.state not in states:
        raise ValidationError(_("This article is “%(state)s” now.") % {"state": article.get_state_display()})
    article.state = state
    article.save(update_fields=["state"])
    record(article, action, by=by, reason=reason)
    return article


def revise(article, content, *, by, action, note=""):
    """Write `content` to the article and keep it as its next revision."""
    last = article.revisions.first()
    now = timezone.now()
    article.changed_at = now
    number = last.number + 1 if last else 1
    article.head = Revision.objects.create(article=article, number=number, by=by, at=now, note=note, content=content)
    write(article, content)
    record(article, action, by=by)
    return article.head
