"""Which tag was purged when, shared by all processes of one machine through a small file in memory.

The file holds a clock, which counts purges, and for each tag what the clock said at its last purge. What was made from
the database after the clock said N is still true if none of its tags was purged after N. Tags share places (there are
262,144), so that a purge may now and then hit a page too many, never one too few.
"""

import fcntl
import functools
import mmap
import os
import threading
import zlib

from django.conf import settings

EVERYTHING = "*"
PLACES = 1 << 18
CLOCK, LSN, FIRST = 0, 1, 8  # words of 64 bits; the place of EVERYTHING is FIRST
SEEN = FIRST + 1 + PLACES  # from here on: which Purges were carried out here, as far as one remembers
REMEMBERED = 1 << 16
SIZE = 8 * (SEEN + REMEMBERED)


class Table:
    """`words[CLOCK]` is the clock. Reading needs no lock; `bump` alone writes."""

    def __init__(self, path):
        self.file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._fill_up()
        self.words = memoryview(mmap.mmap(self.file, SIZE)).cast("Q")
        self.lock = threading.Lock()

    def _fill_up(self):
        """Give the file its whole size. Written: on a full disk a hole kills whoever writes to it."""
        fcntl.flock(self.file, fcntl.LOCK_EX)
        try:
            size = os.fstat(self.file).st_size
            while size < SIZE:
                size += os.pwrite(self.file, bytes(SIZE - size), size)
        finally:
            fcntl.flock(self.file, fcntl.LOCK_UN)

    @property
    def clock(self):
        return self.words[CLOCK]

    def places(self, tags):
        """Where the last purges of these tags stand, that of EVERYTHING first."""
        return (FIRST, *{FIRST + 1 + zlib.crc32(tag.encode()) % PLACES for tag in tags if tag != EVERYTHING})

    def purged_since(self, places, clock):
        """Whether one of `places` was purged after the clock said `clock`; or who knows, since it says less now."""
        words = self.words
        return words[CLOCK] < clock or any(words[place] > clock for place in places)

    def has_seen(self, number):
        """Whether the Purge of this number has been carried out here. May forget, so no is not for sure."""
        return self.words[SEEN + number % REMEMBERED] == number

    def bump(self, tags, lsn=0, number=0):
        """Purge tags. `lsn`: how far the primary database had written (newsroom/replica.py); 0 if of no interest.

        `number`: that of the Purge that this is, so that nobody on this machine need do it a second time.
        """
        places = self.places(tags)
        places = places if EVERYTHING in tags else places[1:]
        with self.lock:
            fcntl.flock(self.file, fcntl.LOCK_EX)
            try:
                now = self.words[CLOCK] + 1
                for place in places:
                    self.words[place] = now
                self.words[LSN] = max(self.words[LSN], lsn)
                if number:
                    self.words[SEEN + number % REMEMBERED] = number
                self.words[CLOCK] = now  # last: whoever sees it also sees the places
            finally:
                fcntl.flock(self.file, fcntl.LOCK_UN)


def table():
    """This machine's Table."""
    return _open(settings.PURGE_TABLE)


_open = functools.cache(Table)
