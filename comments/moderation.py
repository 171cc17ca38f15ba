"""A moderator's verbs. Nothing else changes the status of a comment.

Each takes comments (a queryset or any iterable of Comment) and, keyword-only, `by`: the User who decides, or None for
the system itself. It checks the permission, locks the rows, writes, and adds a line to the audit log for each, all in
one transaction. It returns the comments whose status changed, and raises PermissionDenied. A decision can always be
changed by another one.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comments.models import Comment, Status
from newsroom.log import record
from newsroom.pagecache import purge


def approve(comments, *, by):
    """Show the comments to readers. Later ones of the same commenters need no moderator (see comments/trust.py)."""
    return _decide(comments, Status.APPROVED, "approved", by)


def reject(comments, *, by):
    """Keep the comments from readers."""
    return _decide(comments, Status.REJECTED, "rejected", by)


def spam(comments, *, by):
    """Keep the comments from readers, as spam."""
    return _decide(comments, Status.SPAM, "marked as spam", by)


def hold(comments, *, by):
    """Put the comments back into the queue, as if nobody had decided."""
    return _decide(comments, Status.HELD, "held", by)


VERBS = {Status.APPROVED: approve, Status.REJECTED: reject, Status.SPAM: spam, Status.HELD: hold}


@transaction.atomic
def _decide(comments, status, action, by):
    if by is not None and not by.has_perm("comments.moderate_comment"):
        raise PermissionDenied(_("You may not decide about comments."))
    wanted = Comment.objects.filter(pk__in=[comment.pk for comment in comments]).exclude(status=status).order_by("pk")
    changed = list(wanted.select_for_update())
    shown = [comment for comment in changed if Status.APPROVED in (comment.status, status)]
    purge(*(f"comments:{comment.article_id}" for comment in shown), hard=status != Status.APPROVED)
    for comment in changed:
        before = comment.get_status_display()
        comment.status = status
        held = status == Status.HELD
        comment.decided_by, comment.decided_at = (None, None) if held else (by, timezone.now())
        comment.save(update_fields=["status", "decided_by", "decided_at"])
        record(comment, action, by=by, reason=_("Was: %(status)s") % {"status": before})
    return changed
