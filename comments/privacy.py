"""What is kept of a commenter, and for how long."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from comments.models import Comment, Status
from newsroom.log import record
from newsroom.pagecache import purge

KEPT = timedelta(days=30)


@transaction.atomic
def forget(email, *, texts=False):
    """Erase name, e-mail, browser and address from the comments of `email`, and `texts`. Returns how many there were.

    The comments stay where they are, since others answered them. The audit log never held a name.
    """
    comments = list(Comment.objects.select_for_update().filter(email=email.strip().lower()))
    shown = {comment.article_id for comment in comments if comment.status == Status.APPROVED}
    purge(*(f"comments:{article}" for article in shown), hard=True)
    for comment in comments:
        comment.name = comment.email = comment.browser = comment.ip_hash = ""
        if texts:
            comment.body = comment.body_html = comment.digest = ""
        # The reason may name what the commenter wrote.
        comment.hold_reason = ""
        comment.save()
        record(comment, "forgot the commenter", by=None)
    return len(comments)


def sweep():
    """Drop the hashes of addresses that no limit needs any more. Returns how many there were."""
    return Comment.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(ip_hash="").update(ip_hash="")
