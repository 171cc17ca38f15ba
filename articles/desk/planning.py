"""Who writes and edits a story, when it is due and planned for, and before when nobody may publish it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.row import lock
from articles.rules import allow, can_edit, can_write
from articles.wallclock import full
from newsroom import notices
from newsroom.log import record

AS_IT_IS = object()


@transaction.atomic
def assign(article, *, by, writer=AS_IT_IS, editor=AS_IT_IS):
    """Say who is to write and who to edit it: Users, or None for nobody. What is not given stays."""
    article = lock(article)
    allow(by, "assign", article)
    if writer not in (None, AS_IT_IS) and not can_write(writer):
        raise ValidationError({"writer": _("%(name)s may not write articles.") % {"name": writer}})
    if editor not in (None, AS_IT_IS) and not can_edit(editor):
        raise ValidationError({"editor": _("%(name)s may not edit others’ articles.") % {"name": editor}})
    new = {user for user in (writer, editor) if user not in (None, AS_IT_IS)} - {article.writer, article.editor}
    article = _set(article, "assigned", by=by, writer=writer, editor=editor)
    notices.tell(new, "assigned", article, key=f"assigned:{article.pk}:{timezone.now().isoformat()}", by=by)
    return article


@transaction.atomic
def plan(article, *, by, due_at=AS_IT_IS, planned_at=AS_IT_IS):
    """Say when the text is due and when it is meant to appear: aware datetimes, or None. What is not given stays.

    Only words: nothing happens by itself at these moments.
    """
    article = lock(article)
    allow(by, "plan", article)
    return _set(article, "planned", by=by, due_at=due_at, planned_at=planned_at)


@transaction.atomic
def embargo(article, *, by, until):
    """Let nothing of the story be published before `until`, an aware datetime to come; None lifts the embargo."""
    article = lock(article)
    allow(by, "embargo", article)
    if until is None:
        return _set(article, "lifted the embargo", by=by, embargo_until=None)
    if until <= timezone.now():
        raise ValidationError({"until": _("That moment has passed. Choose a later one.")})
    scheduled = article.scheduled_edition()
    if scheduled and scheduled.live_from < until:
        sentence = _("It is scheduled for %(at)s, which is before that. Reschedule it first.")
        raise ValidationError({"until": sentence % {"at": full(scheduled.live_from)}})
    return _set(article, "embargoed", by=by, embargo_until=until)


def _set(article, action, *, by, **values):
    """Write those of `values` that are given and new, with a line in the log that tells them. Returns the article."""
    changed = {
        name: value for name, value in values.items() if value is not AS_IT_IS and value != getattr(article, name)
    }
    if not changed:
        return article
    for name, value in changed.items():
        setattr(article, name, value)
    article.save(update_fields=list(changed))
    record(article, action, by=by, reason="\n".join(_line(article, name, value) for name, value in changed.items()))
    return article


def _line(article, name, value):
    label = str(article._meta.get_field(name).verbose_name).capitalize()
    words = _("nobody") if value is None and not name.endswith(("_at", "_until")) else value
    return f"{label}: {full(words) if hasattr(words, 'tzinfo') else words or _('not set')}"
