"""Reads for readers' pages from a copy of the database, as soon as it has what was published last.

With DATABASE_REPLICA_URL, the views of readers' pages ask the replica, all else asks the primary. How far the primary
had written at the last purge (a position in its write-ahead log) stands in the table of purges; a page is made from the
replica only if that has replayed as far. So nobody has to guess how far a replica may lag: a page made after a publish
shows it.
"""

import logging
import time

from django.conf import settings
from django.db import DatabaseError, connections

from newsroom.pagecache.table import LSN, table

REPLICA = "replica"
REST = 5  # seconds for which a replica that did not answer is left alone
logger = logging.getLogger(__name__)


class Router:
    """Which database answers; see https://docs.djangoproject.com/en/5.2/topics/db/multi-db/#using-routers"""

    def db_for_read(self, model, **hints):
        from newsroom.pagecache.pages import current

        page = current()
        if page is None:
            return None
        if page.database is None:  # decided once, so that a page is of one piece
            page.database = REPLICA if state.has_caught_up() else "default"
        return page.database

    def db_for_write(self, model, **hints):
        return "default"

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, database, app_label, **hints):
        return database != REPLICA


class State:
    """What this process knows of the replica."""

    def __init__(self):
        self.replayed, self.rest_until = 0, 0.0

    def has_caught_up(self):
        """Whether it answers, and has all that the primary had written at the last purge."""
        if time.monotonic() < self.rest_until:
            return False
        needed = table().words[LSN]
        if self.replayed < needed:
            try:
                self.replayed = _position(REPLICA, "pg_last_wal_replay_lsn()")
            except DatabaseError as error:
                self.leave_alone(error)
        return self.replayed >= needed

    def leave_alone(self, error):
        """Ask the primary for a while."""
        logger.warning("The replica does not answer, so the primary does: %s", error)
        self.rest_until = time.monotonic() + REST


state = State()


def make(page, view):
    """What `view()` gives for a page (pagecache.pages.Noted); if the replica fails in the middle, from the primary."""
    try:
        return view()
    except DatabaseError as error:
        if page.database != REPLICA:
            raise
        state.leave_alone(error)
        page.tags, page.until, page.database = set(), None, "default"
        return view()


def written():
    """How far the primary has written, as a position in its log; 0 where there is no replica, or no primary either."""
    if REPLICA not in settings.DATABASES:
        return 0
    try:
        return _position("default", "pg_current_wal_lsn()")
    except DatabaseError:
        return 0


def _position(database, function):
    with connections[database].cursor() as cursor:
        cursor.execute(f"SELECT pg_wal_lsn_diff({function}, '0/0')::bigint")
        return cursor.fetchone()[0] or 0
