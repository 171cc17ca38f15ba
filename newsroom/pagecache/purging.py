"""Purging: what has changed, told to every cache after the transaction that changed it.

The rows of Purge are the outbox. They are written in the transaction of the change, so that none is lost: what this
process does not get done, because it is killed or Redis is away, the courier does (courier.py).
"""

from django.conf import settings
from django.db import transaction

from newsroom import replica
from newsroom.pagecache.table import EVERYTHING, LSN, table


def purge(*tags, hard=False):
    """Tell the caches, once the transaction has committed, that what these tags name has changed.

    `hard`: what was shown must not be shown again in any case (withdrawn, rejected), not even while the database is
    down. Call it in the transaction of the change: the row that it writes is the promise that the purge will happen,
    whatever becomes of this process.
    """
    from newsroom.models import Purge

    if tags:
        destinations = [Purge.To.MACHINES, Purge.To.CDN] if settings.CDN_PURGE_URL else [Purge.To.MACHINES]
        purges = [Purge(tags=sorted(set(tags)), hard=hard, to=destination) for destination in destinations]
        Purge.objects.bulk_create(purges)
        transaction.on_commit(lambda: deliver(purges[0]), robust=True)


def deliver(purge):
    """Carry out a Purge on this machine. Where there are other machines or a CDN, the courier takes it on to them.

    So no request ever waits for Redis or for a CDN. The courier sees that the table's clock has moved and sets out.
    """
    from newsroom.models import Purge

    apply(purge.pk, purge.tags, purge.hard, lsn=replica.written())
    if not settings.PURGE_BUS:
        Purge.objects.filter(pk=purge.pk).delete()


def apply(number, tags, hard, lsn):
    """Purge this machine's pages of these tags, unless the Purge of this number has already been carried out here.

    `lsn`: see Table.bump.
    """
    if not table().has_seen(number):
        table().bump([*tags, *(f"!{tag}" for tag in tags)] if hard else tags, lsn=lsn, number=number)
    elif lsn > table().words[LSN]:  # the primary did not say where it was, the first time
        table().bump([], lsn=lsn)


def apply_everything(lsn=0):
    """Purge all of this machine's pages: what has changed meanwhile is not known. Stale copies may be of use still."""
    table().bump([EVERYTHING], lsn=lsn)
