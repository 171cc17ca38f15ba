"""A few rows that nearly every page needs, kept in the process."""

from django.db import transaction

from newsroom.pagecache.pages import shows
from newsroom.pagecache.table import table


class Memo:
    """What `load()` gives, kept until one of `tags` is purged.

    Every page that asks for it shows `tags`, unless `noted` is False. Inside a transaction it is loaded anew each time,
    so that a verb sees its own writes and nothing uncommitted is kept. The value is shared: nobody may change it.
    """

    def __init__(self, *tags, load, noted=True):
        self.tags, self.load, self.noted = tags, load, noted
        self.kept = None

    def __call__(self):
        if self.noted:
            shows(*self.tags)
        if transaction.get_connection().in_atomic_block:
            return self.load()
        shared = table()
        clock = shared.clock
        if self.kept is None or self._outdated(shared, clock):
            self.kept = [clock, clock, shared.places(self.tags), self.load()]
        return self.kept[-1]

    def forget(self):
        self.kept = None

    def _outdated(self, shared, clock):
        made, seen, places, _value = self.kept
        if seen != clock:
            if shared.purged_since(places, made):
                return True
            self.kept[1] = clock
        return False
