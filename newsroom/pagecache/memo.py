"""A few rows that nearly every page needs, kept in the process."""

from django.db import transaction

from newsroom.pagecache.pages import apart, shows
from newsroom.pagecache.table import table


class Memo:
    """What `load()` gives, kept until one of `tags`, or of those that it notes while loading, is purged.

    Every page that asks for it shows these tags, unless `noted` is False. Inside a transaction it is loaded anew each
    time, so that a verb sees its own writes and nothing uncommitted is kept. The value is shared: nobody may change it.
    """

    def __init__(self, *tags, load, noted=True):
        self.tags, self.load, self.noted = tags, load, noted
        self.kept = None

    def __call__(self):
        value, tags = self._anew("default") if transaction.get_connection().in_atomic_block else self._kept()
        if self.noted:
            shows(*tags)
        return value

    def forget(self):
        self.kept = None

    def _kept(self):
        shared = table()
        clock = shared.clock
        kept = self.kept
        if kept is None or (kept[1] != clock and shared.purged_since(kept[2], kept[0])):
            value, tags = self._anew()
            kept = self.kept = [clock, clock, shared.places(tags), (value, tags)]
        kept[1] = max(kept[1], clock)
        return kept[3]

    def _anew(self, database=None):
        """(value, tags). Apart from the page, which may have been begun before the last purge, on another database."""
        with apart(database) as noted:
            value = self.load()
        return value, (*self.tags, *noted.tags)


class Rows(Memo):
    """All rows of a small table, for pages that print a few of them.

    `load()` gives {id: row}. The tag (“authors”) outdates what is kept and is shown by no page: whoever takes a row
    out shows that row's own (“author:7”).
    """

    def __init__(self, tag, load):
        super().__init__(tag, load=lambda: _keyed(load()), noted=False)

    def holding(self, keys):
        """{id: row} with at least these: one just committed may not have purged yet what is kept."""
        rows = self()[0]
        return rows if rows.keys() >= keys else self._anew()[0][0]

    def named(self, slug):
        """The row with this slug, or None."""
        return self()[1].get(slug)


def _keyed(rows):
    return rows, {row.slug: row for row in rows.values()}
