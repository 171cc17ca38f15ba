"""The courier: takes purges to other machines and to the CDN, and carries out those that nobody got done.

Each web process has one, standing by; a lock beside settings.PURGE_TABLE lets one a machine work. No request waits for
it. It works in a few threads of its own, so that a CDN that hangs holds up nobody else.
"""

import fcntl
import logging
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from newsroom import replica
from newsroom.models import Purge, drawn
from newsroom.pagecache import bus, cdn, outbox
from newsroom.pagecache.pages import deadlines, turns
from newsroom.pagecache.purging import apply, apply_everything
from newsroom.pagecache.table import table

PAUSE = 1.0  # seconds between two looks, where no purge happens meanwhile
TICK = 0.05  # seconds after which a purge on this machine is noticed
LONGEST = 30.0  # seconds between two tries at most, while something fails

# A page may have been on its way to the CDN, or lie in nginx, while the first purge was carried out; so there is a
# second one, after this.
ECHO = timedelta(seconds=4)
# A courier that begins does not know how far the one before it came.
LOOK_BACK = timedelta(hours=1)
AT_LEAST = timedelta(minutes=1)

log = logging.getLogger(__name__)


def start():
    """Begin this process's courier. It ends with the process."""
    threading.Thread(target=work, name="courier", daemon=True).start()


def work():
    """Wait until this machine has no other courier, then be it."""
    lock = open(f"{settings.PURGE_TABLE}.courier", "w")  # noqa: SIM115  open for as long as the process lives
    fcntl.flock(lock, fcntl.LOCK_EX)
    if settings.PURGE_BUS:
        threading.Thread(target=bus.listen, name="courier: bus", daemon=True).start()
    if settings.CDN_PURGE_URL:
        threading.Thread(target=rounds, args=(to_the_cdn, LONGEST, True), name="courier: CDN", daemon=True).start()
    threading.Thread(target=rounds, args=(FromTheClock(), LONGEST, False), name="courier: clock", daemon=True).start()
    rounds(ToMachines(), PAUSE, bool(settings.PURGE_BUS))


def rounds(errand, longest, hurry):
    """Do `errand` every second, for ever; `hurry`: also at once when this machine purges something.

    While it fails it is done ever less often, up to every `longest` seconds.
    """
    failures = 0
    while True:
        clock = table().clock
        try:
            errand()
            failures = 0
            nap(clock if hurry else None)
        except Exception as error:  # the database or the other side is away, and will come back
            if not failures:
                log.warning("Purges wait, and will be tried again: %s", error)
            connection.close()
            time.sleep(min(PAUSE * 2**failures, longest))
            failures = min(failures + 1, 10)
        finally:
            close_old_connections()


def nap(clock):
    """Wait a second, or until the table's clock says something else than `clock`, unless that is None."""
    until = time.monotonic() + PAUSE
    while time.monotonic() < until and clock in (None, table().clock):
        time.sleep(TICK if clock is not None else PAUSE)


class ToMachines:
    """Carries purges to this machine, where their own process did not, and to the others by the bus."""

    def __init__(self):
        self.redis = bus.connect() if settings.PURGE_BUS else None

    def __call__(self):
        waiting = outbox.waiting(Purge.To.MACHINES)
        lsn = replica.written() if waiting else 0
        for purge in waiting:
            apply(purge.pk, purge.tags, purge.hard, lsn)
        if len(waiting) == outbox.MOST:
            apply_everything(lsn)  # and who knows what else
        if waiting and not self.redis:
            outbox.done(waiting)
        elif waiting:
            with outbox.taken(Purge.To.MACHINES) as taken:
                bus.send(self.redis, taken)
                outbox.done(taken)


class FromTheClock:
    """Tells of what the clock alone has changed: a scheduled story began, or one ended.

    The pages of this machine end at their deadlines by themselves; a CDN knows of none, and nobody may show a stale
    copy of what went away.
    """

    def __init__(self):
        self.since = timezone.now() - LOOK_BACK
        self.moment = self.since

    def __call__(self):
        """Asks the database when one of the deadlines has come, and once a minute for what was set at short notice."""
        now = timezone.now()
        came = self.moment <= now
        self.moment = min((moment for deadline in deadlines if (moment := deadline())), default=now + LOOK_BACK)
        if not came and now < self.since + AT_LEAST:
            return
        for turned in turns:
            tags, gone = turned(self.since, now)
            if gone:
                apply(drawn(), sorted(gone), hard=True, lsn=0)
            if tags and settings.CDN_PURGE_URL:
                Purge.objects.create(tags=sorted(tags), to=Purge.To.CDN)
        self.since = now


def to_the_cdn():
    """Carry purges to the CDN, each twice."""
    now = timezone.now()
    with outbox.taken(Purge.To.CDN) as taken:
        if taken:
            cdn.send({tag for purge in taken for tag in purge.tags})
            young = [purge for purge in taken if purge.at > now - ECHO]
            outbox.again(young, now + ECHO)
            outbox.done([purge for purge in taken if purge not in young])
