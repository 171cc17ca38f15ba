"""The demo's five months, moved so that they end an hour ago, and a way of working in them."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


class Timeline:
    """Moves the times that the files are written in. `newest` is the newest story's date there.

    Days move by whole days, so that nobody publishes at three in the morning; the newest story's day moves so that the
    story itself is an hour old.
    """

    def __init__(self, newest, now):
        self.newest = datetime.fromisoformat(newest)
        self.zone = ZoneInfo(settings.TIME_ZONE)
        self.newest_moved = now.astimezone(self.zone).replace(tzinfo=None, microsecond=0) - timedelta(hours=1)
        self.days = self.newest_moved.date() - self.newest.date()

    def moment(self, written):
        """The aware datetime for a time as written in a file, “2026-11-20 14:40”."""
        written = datetime.fromisoformat(written)
        if written.date() == self.newest.date():
            moved = self.newest_moved - (self.newest - written)
        else:
            moved = written + self.days
        return moved.replace(tzinfo=self.zone).astimezone(UTC)

    def day(self, written):
        """The same for a day without a time: text in, text out."""
        return (datetime.fromisoformat(written) + self.days).date().isoformat()


@contextmanager
def standing_at(moment):
    """Make it `moment` for whatever asks Django for the time: verbs stamp revisions, editions and the log with it.

    The demo goes through the same verbs as the desk, and they know no other time than now. For a command alone in its
    process; a server's threads would all be moved.
    """
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
