"""The audit log."""

from django.db import transaction
from django.utils import timezone

from newsroom.models import LogLine

# Functions that record() calls with each new line, in its transaction: an app's `ready` adds its own.
listeners = []


@transaction.atomic
def record(subject, action, *, by, reason=""):
    """Append one line: `by` (a User, or None for the system) did `action` to `subject` (a saved row).

    What a listener raises takes the deed and its line back with it.
    """
    line = LogLine.objects.create(
        at=timezone.now(), by=by, action=action, subject=subject, label=str(subject)[:300], reason=reason
    )
    for listener in listeners:
        listener(line)
    return line
