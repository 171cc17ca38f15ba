"""Purging: what has changed, told to every cache after the transaction that changed it."""

from django.db import transaction

from newsroom.pagecache.table import table


def purge(*tags, hard=False):
    """Tell the caches, once the transaction has committed, that what these tags name has changed.

    `hard`: what was shown must not be shown again in any case (withdrawn, rejected), not even while the database is
    down. Call it in the transaction of the change: the row that it writes is the promise that the purge will happen,
    whatever becomes of this process.
    """
    from newsroom.models import Purge

    if tags:
        purge = Purge.objects.create(tags=sorted(set(tags)), hard=hard)
        transaction.on_commit(lambda: deliver(purge))


def deliver(purge):
    """Carry out a Purge, here and wherever else pages are kept."""
    tags = purge.tags + [f"!{tag}" for tag in purge.tags] if purge.hard else purge.tags
    table().bump(tags)
    purge.delete()
