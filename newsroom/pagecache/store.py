"""Where finished pages are kept: so many bytes of them, and of those the ones used last."""

import threading
from collections import OrderedDict


class Store:
    """{key: Entry} of at most `limit` bytes. Any thread may call anything.

    `entries.get` and `used` take no lock: each is one step of the interpreter's. All that also counts bytes does.
    """

    def __init__(self, limit):
        self.limit, self.size = limit, 0
        self.entries = OrderedDict()  # the one used longest ago first
        self.lock = threading.Lock()

    def get(self, key):
        return self.entries.get(key)

    def used(self, key):
        """Note that this entry was of use, unless it has gone meanwhile."""
        try:  # noqa: SIM105  costs a hit less than suppress()
            self.entries.move_to_end(key)
        except KeyError:
            pass

    def put(self, key, entry):
        """Keep an entry in the place of the one before, unless that was made later, or it alone is too much.

        Whether it is kept.
        """
        with self.lock:
            before = self.entries.get(key)
            if entry.size > self.limit or (before is not None and before.made > entry.made):
                return False
            self._drop(key)
            self.entries[key] = entry
            self.size += entry.size
            self._shrink()
            return True

    def drop(self, key):
        with self.lock:
            self._drop(key)

    def grow(self, key, entry, more):
        """Count `more` bytes for an entry, which has got another encoding."""
        with self.lock:
            entry.size += more
            if self.entries.get(key) is entry:
                self.size += more
                self._shrink()

    def _drop(self, key):
        entry = self.entries.pop(key, None)
        if entry is not None:
            self.size -= entry.size

    def _shrink(self):
        while self.size > self.limit:
            _key, entry = self.entries.popitem(last=False)
            self.size -= entry.size
