"""The rows of Purge: who takes them, and when they are done."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from newsroom.models import Purge

MOST = 1000  # rows at a time
LEASE = timedelta(seconds=10)  # how long nobody else tries what one courier has taken


def waiting(to):
    """The Purges on their way, at most MOST; the oldest first."""
    return list(Purge.objects.filter(to=to)[:MOST])


def take(to):
    """Purges that are due, at most MOST, for this courier alone: whoever takes them carries them out soon, or never.

    Never holds a lock while somebody carries: taking puts off the moment at which they are due again.
    """
    due = Purge.objects.filter(to=to, due__lte=timezone.now())
    if not due.exists():  # without a transaction, which on SQLite would keep writers waiting
        return []
    with transaction.atomic():
        taken = list(due.select_for_update(skip_locked=True)[:MOST])
        Purge.objects.filter(pk__in=[purge.pk for purge in taken]).update(due=timezone.now() + LEASE)
    return taken


def again(purges, moment):
    """Let what was taken be due once more at `moment`."""
    Purge.objects.filter(pk__in=[purge.pk for purge in purges]).update(due=moment)


def done(purges):
    Purge.objects.filter(pk__in=[purge.pk for purge in purges]).delete()
