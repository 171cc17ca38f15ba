"""The audit log."""

from django.utils import timezone

from newsroom.models import LogLine


def record(subject, action, *, by, reason=""):
    """Append one line: `by` (a User, or None for the system) did `action` to `subject` (a saved row)."""
    return LogLine.objects.create(
        at=timezone.now(), by=by, action=action, subject=subject, label=str(subject)[:300], reason=reason
    )
