"""The desk's verbs: all that can be done with an article, one function each.

Every verb takes the article and, keyword-only, `by`: the User who does it, or None for the system itself (an
importer). It checks the permission, locks the row, writes, and adds a line to the audit log, all in one
transaction. It raises PermissionDenied, or ValidationError with a sentence for the person at the desk.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import checks, editions
from articles.content import clean, content_of, write
from articles.merge import merge_content
from articles.models import Article, Revision
from articles.models.edition import Change
from articles.rules import allow
from newsroom.log import record


class Conflict(ValidationError):
    """Somebody else saved in the meantime and changed the same thing.

    `fields` names it, `theirs` is their content; `merged` is both, with ours where the two do not go together.
    """

    def __init__(self, fields, theirs, merged):
        self.fields, self.theirs, self.merged = fields, theirs, merged
        sentence = _("Somebody else changed this too while you were writing.")
        super().__init__({name.removesuffix("_id"): [sentence] for name in fields})


@transaction.atomic
def save(article, *, by, base=None, **fields):
    """Save `fields` (columns of Story, `tags` as names, `bylines` as (author, role) pairs) as a new revision.

    `article` may be a new Article(). `base` is the Revision that the fields were edited from: where a newer one
    exists, both changes are merged. Returns the Revision; the present one when nothing changed. Raises Conflict.
    """
    new = article.pk is None
    if new:
        allow(by, "add", article)
        article.owner = by
        article.save()
    else:
        article = _lock(article)
    allow(by, "edit", article)
    head = content_of(article)
    wanted = {**head, **clean(fields)}
    if base is not None and base.pk != article.head_id:
        wanted, conflicts = merge_content(base.content, {**base.content, **clean(fields)}, head)
        if conflicts:
            raise Conflict(conflicts, head, wanted)
    wanted["slug"] = _slug(article, head, wanted)
    if wanted == head and not new:
        return article.head
    return _revise(article, wanted, by=by, action="created" if new else "saved")


@transaction.atomic
def submit(article, *, by):
    """Hand a draft to the editors."""
    return _move(article, "submit", "submitted", by, [Article.State.DRAFT], Article.State.REVIEW)


@transaction.atomic
def return_to_writer(article, *, by, reason):
    """Give a submitted article back. `reason` tells the writer what to mend."""
    if not reason.strip():
        raise ValidationError({"reason": _("Tell the writer what to mend.")})
    states = [Article.State.REVIEW, Article.State.READY]
    return _move(article, "return", "returned", by, states, Article.State.DRAFT, reason)


@transaction.atomic
def approve(article, *, by):
    """Mark a submitted article as ready to be published."""
    return _move(article, "approve", "approved", by, [Article.State.REVIEW], Article.State.READY)


@transaction.atomic
def publish(article, *, by, at=None, change=None, note=""):
    """Make the newest revision what readers see, now or from `at` (an aware datetime in the future) on.

    Where an edition is live, `change` (typo, update, correction) says what kind this is; a correction needs `note`,
    its sentence for readers. Returns the Edition. The system itself may give an `at` in the past.
    """
    article = _lock(article)
    allow(by, "publish", article)
    now = timezone.now()
    if at and at <= now and by is not None:
        raise ValidationError({"at": _("That moment has passed. Publish now, or choose a later one.")})
    if article.editions.scheduled(now).exists():
        raise ValidationError(_("An edition is scheduled already. Cancel it first, or make a hot fix."))
    live = article.live_edition()
    if at and live and live.live_until and live.live_until <= at:
        raise ValidationError({"at": _("The story is to be withdrawn before that. Cancel the withdrawal first.")})
    rendered = checks.require_ready(article)
    edition = editions.make(article, article.head, live_from=at or now, change=change, note=note, rendered=rendered)
    Article.objects.filter(pk=article.pk).update(state=Article.State.DRAFT)
    record(article, "scheduled" if edition.live_from > now else "published", by=by, reason=_summary(edition))
    return edition


@transaction.atomic
def hotfix(article, *, by, note="", change=Change.TYPO, **fields):
    """Change `fields` of the live text at once, and carry the fix into the draft and the scheduled edition.

    Returns (Edition, conflicts): the names of fields that the draft had changed in the same place, where it keeps
    its own text. Raises Conflict, and changes nothing, when a scheduled edition has changed the same place.
    """
    article = _lock(article)
    allow(by, "publish", article)
    live = _live(article)
    before = live.revision.content
    after = {**before, **clean(fields)}
    if after == before:
        raise ValidationError(_("Nothing is changed by this fix."))
    merged, conflicts = merge_content(before, content_of(article), after)
    fixed = _revise(article, after, by=by, action="fixed", note=_("Hot fix"))
    rendered = checks.require_ready(article)
    scheduled = article.scheduled_edition()
    edition = editions.make(article, fixed, live_from=timezone.now(), change=change, note=note, rendered=rendered)
    if scheduled:
        coming, clashes = merge_content(before, scheduled.revision.content, after)
        if clashes:
            raise Conflict(clashes, scheduled.revision.content, coming)
        revision = _revise(article, coming, by=by, action="merged", note=_("Hot fix merged in"))
        editions.replace(scheduled, revision, edition)
    if merged != article.head.content:
        _revise(article, merged, by=by, action="merged", note=_("Hot fix merged in"))
    record(article, "published", by=by, reason=_summary(edition))
    return edition, conflicts


@transaction.atomic
def cancel(article, *, by):
    """Call off what is scheduled: an edition still to come, or a withdrawal still to come."""
    article = _lock(article)
    allow(by, "publish", article)
    if _call_off_scheduled(article, by):
        return
    live = article.live_edition()
    if live is None or live.live_until is None:
        raise ValidationError(_("Nothing is scheduled for this article."))
    editions.set_end(live, None, "")
    record(article, "cancelled", by=by, reason=_("The withdrawal."))


@transaction.atomic
def withdraw(article, *, by, reason, at=None):
    """Take the story down, now or at `at`. Its address then answers 410 with `reason`, which readers see."""
    article = _lock(article)
    allow(by, "publish", article)
    if not reason.strip():
        raise ValidationError({"reason": _("Tell the readers why.")})
    now = timezone.now()
    if at and at <= now:
        raise ValidationError({"at": _("That moment has passed. Withdraw now, or choose a later one.")})
    edition, scheduled = _live(article), article.scheduled_edition()
    if scheduled and at and at > scheduled.live_from:
        editions.set_end(scheduled, at, reason)
    else:
        _call_off_scheduled(article, by)
        editions.set_end(edition, at or now, reason)
    record(article, "withdrew", by=by, reason=reason)
    return edition


@transaction.atomic
def retract(article, *, by, reason):
    """Keep the story at its address, marked as retracted, with `reason` above it. Returns the Edition."""
    article = _lock(article)
    allow(by, "publish", article)
    live = _live(article)
    if not reason.strip():
        raise ValidationError({"reason": _("Tell the readers why.")})
    _call_off_scheduled(article, by)
    edition = editions.make(article, live.revision, live_from=timezone.now(), change=Change.RETRACTION, note=reason)
    record(article, "retracted", by=by, reason=reason)
    return edition


def _call_off_scheduled(article, by):
    """Drop the edition that is still to come, with a line in the log. Returns it, or None where there is none."""
    scheduled = article.scheduled_edition()
    if scheduled:
        editions.call_off(scheduled)
        record(article, "cancelled", by=by, reason=_summary(scheduled))
    return scheduled


def _lock(article):
    return Article.objects.select_for_update(of=("self",)).select_related("head").get(pk=article.pk)


def _live(article):
    edition = article.live_edition()
    if edition is None:
        raise ValidationError(_("This article is not live."))
    return edition


def _move(article, verb, action, by, states, state, reason=""):
    article = _lock(article)
    allow(by, verb, article)
    if article.state not in states:
        raise ValidationError(_("This article is “%(state)s” now.") % {"state": article.get_state_display()})
    article.state = state
    article.save(update_fields=["state"])
    record(article, action, by=by, reason=reason)
    return article


def _revise(article, content, *, by, action, note=""):
    """Write `content` to the article and keep it as its next revision."""
    last = article.revisions.first()
    now = timezone.now()
    article.changed_at = now
    number = last.number + 1 if last else 1
    article.head = Revision.objects.create(article=article, number=number, by=by, at=now, note=note, content=content)
    write(article, content)
    record(article, action, by=by)
    return article.head


def _slug(article, before, content):
    """The address's last part: as typed, or from the headline, which it follows until the first publication."""
    follows = before["slug"] == editions.slug_from(before["headline"], article) and not article.editions.exists()
    if content["slug"] and not (follows and content["slug"] == before["slug"]):
        return content["slug"]
    return editions.slug_from(content["headline"], article)


def _summary(edition):
    return f"{edition.get_change_display()}. {edition.note}".strip()
