"""The rows of Purge: who takes them, and when they are done."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from newsroom.models import Purge

MOST = 1000  # rows at a time
LEASE = timedelta(seconds=10)  # how long nobody else tries what one courier has taken


def waiting(to):
    """The Purges on their way, at most MOST; the oldest first."""
    return list(Purge.objects.filter(to=to)[:MOST])


@contextmanager
def taken(to):
    """Purges that are due, at most MOST, for this courier alone. What raises within lets them be due again at once.

    Nobody holds a lock meanwhile: taking puts off the moment at which they are due, also should the courier be killed.
    """
    purges = _take(to)
    try:
        yield purges
    except Exception:
        again(purges, timezone.now())
        raise


def _take(to):
    due = Purge.objects.filter(to=to, due__lte=timezone.now())
    if not due.exists():  # without a transaction, which on SQLite would keep writers waiting
        return []
    with transaction.atomic():
        purges = list(due.select_for_update(skip_locked=True)[:MOST])
        again(purges, timezone.now() + LEASE)
    return purges


def again(purges, moment):
    """Let Purges be due once more at `moment`."""
    Purge.objects.filter(pk__in=[purge.pk for purge in purges]).update(due=moment)


def done(purges):
    Purge.objects.filter(pk__in=[purge.pk for purge in purges]).delete()
