"""What readers get, and when: publish, fix, withdraw, retract, and calling off what is scheduled.

Each verb reads the clock once: a scheduled moment may come while it is at work.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checks, checkups, editions
from articles.content import clean, content_of
from articles.desk.row import lock, revise
from articles.desk.writing import Conflict
from articles.merge import merge_content
from articles.models import Article
from articles.models.edition import Change
from articles.rules import allow
from articles.wallclock import full
from newsroom.log import record


@transaction.atomic
def publish(article, *, by, at=None, change=None, note=""):
    """Make the newest revision what readers see, now or from `at` (an aware datetime in the future) on.

    Where an edition is live, `change` (typo, update, correction) says what kind this is; a correction needs `note`,
    its sentence for readers. Returns the Edition. The system itself may give an `at` in the past.
    """
    article = lock(article)
    allow(by, "publish", article)
    now = timezone.now()
    if article.state == Article.State.PITCH:
        raise ValidationError(_("This is a pitch. Accept it first."))
    if at and at <= now and by is not None:
        raise ValidationError({"at": _("That moment has passed. Publish now, or choose a later one.")})
    if article.editions.scheduled(now).exists():
        raise ValidationError(_("An edition is scheduled already. Cancel it first, or make a hot fix."))
    live = article.live_edition(now)
    if at and live and live.live_until and live.live_until <= at:
        raise ValidationError({"at": _("The story is to be withdrawn before that. Cancel the withdrawal first.")})
    draft = checks.require_ready(article)
    edition = editions.make(
        article, article.head, live_from=at or now, change=change, note=note, rendered=draft.rendered
    )
    Article.objects.filter(pk=article.pk).update(state=Article.State.DRAFT)
    record(article, "scheduled" if edition.live_from > now else "published", by=by, reason=_summary(edition))
    checkups.keep(draft)
    return edition


@transaction.atomic
def hotfix(article, *, by, note="", change=Change.TYPO, **fields):
    """Change `fields` of the live text at once, and carry the fix into the draft and the scheduled edition.

    Returns (Edition, conflicts): the names of fields that the draft had changed in the same place, where it keeps
    its own text. Raises Conflict, and changes nothing, when a scheduled edition has changed the same place.
    """
    article = lock(article)
    allow(by, "publish", article)
    now = timezone.now()
    before = _live(article, now).revision.content
    after = {**before, **clean(fields)}
    if after == before:
        raise ValidationError(_("Nothing is changed by this fix."))
    merged, conflicts = merge_content(before, content_of(article), after)
    fixed = revise(article, after, by=by, action="fixed", note=_("Hot fix"))
    draft = checks.require_ready(article)
    scheduled = article.scheduled_edition(now)
    edition = editions.make(article, fixed, live_from=now, change=change, note=note, rendered=draft.rendered)
    if scheduled:
        coming, clashes = merge_content(before, scheduled.revision.content, after)
        if clashes:
            raise Conflict(clashes, scheduled.revision.content, coming)
        revision = revise(article, coming, by=by, action="merged", note=_("Hot fix merged in"))
        editions.replace(scheduled, revision, edition)
    if merged != article.head.content:
        revise(article, merged, by=by, action="merged", note=_("Hot fix merged in"))
    record(article, "published", by=by, reason=_summary(edition))
    checkups.keep(draft)
    return edition, conflicts


@transaction.atomic
def cancel(article, *, by):
    """Call off what is scheduled: an edition still to come, or a withdrawal still to come."""
    article = lock(article)
    allow(by, "publish", article)
    now = timezone.now()
    if _call_off_scheduled(article, by, now):
        return
    live = article.live_edition(now)
    if live is None or live.live_until is None:
        raise ValidationError(_("Nothing is scheduled for this article."))
    editions.set_end(live, None, "")
    record(article, "cancelled", by=by, reason=_("The withdrawal."))


@transaction.atomic
def reschedule(article, *, by, at):
    """Move what is scheduled, a publication or else a withdrawal, to the moment `at`."""
    article = lock(article)
    allow(by, "publish", article)
    now = timezone.now()
    if at <= now:
        raise ValidationError({"at": _("That moment has passed. Choose a later one.")})
    edition, live = article.scheduled_edition(now), article.live_edition(now)
    if edition:
        if edition.live_until and edition.live_until <= at:
            raise ValidationError({"at": _("The story is to be withdrawn before that. Cancel the withdrawal first.")})
        edition = editions.move(edition, at)
    elif live and live.live_until:
        edition = editions.set_end(live, at, live.reason)
    else:
        raise ValidationError(_("Nothing is scheduled for this article."))
    record(article, "rescheduled", by=by, reason=full(at))
    return edition


@transaction.atomic
def withdraw(article, *, by, reason, at=None):
    """Take the story down, now or at `at`. Its address then answers 410 with `reason`, which readers see."""
    article = lock(article)
    allow(by, "publish", article)
    if not reason.strip():
        raise ValidationError({"reason": _("Tell the readers why.")})
    now = timezone.now()
    if at and at <= now:
        raise ValidationError({"at": _("That moment has passed. Withdraw now, or choose a later one.")})
    edition, scheduled = _live(article, now), article.scheduled_edition(now)
    if scheduled and at and at > scheduled.live_from:
        editions.set_end(scheduled, at, reason)
    else:
        _call_off_scheduled(article, by, now)
        editions.set_end(edition, at or now, reason)
    record(article, "withdrew", by=by, reason=reason)
    return edition


@transaction.atomic
def retract(article, *, by, reason):
    """Keep the story at its address, marked as retracted, with `reason` above it. Returns the Edition."""
    article = lock(article)
    allow(by, "publish", article)
    now = timezone.now()
    live = _live(article, now)
    if not reason.strip():
        raise ValidationError({"reason": _("Tell the readers why.")})
    _call_off_scheduled(article, by, now)
    edition = editions.make(article, live.revision, live_from=now, change=Change.RETRACTION, note=reason)
    record(article, "retracted", by=by, reason=reason)
    return edition


def _call_off_scheduled(article, by, now):
    """Drop the edition that is still to come, with a line in the log. Returns it, or None where there is none."""
    scheduled = article.scheduled_edition(now)
    if scheduled:
        editions.call_off(scheduled)
        record(article, "cancelled", by=by, reason=_summary(scheduled))
    return scheduled


def _live(article, now):
    edition = article.live_edition(now)
    if edition is None:
        raise ValidationError(_("This article is not live."))
    return edition


def _summary(edition):
    return f"{edition.get_change_display()}. {edition.note}".strip()
