"""Room for what takes its time: as many as there are threads, but for one, which stays free for pages in memory."""

import threading
from collections import deque
from contextlib import contextmanager
from math import inf
from time import monotonic

LATE = 4.0  # seconds after which a request counts as stuck: less than to connect may take (connect_timeout in settings)
MEMORY = 10.0  # seconds for which one that was stuck is remembered when it is out


class NoRoom(Exception):
    """All places are taken by what is stuck."""


class Room:
    """Lets one request fewer in at a time than this process has `threads`; a single thread can't be kept free.

    The next waits for a place, in the last thread. That is right while requests come and go. But once as many as there
    are places were stuck (in the database, or in a body that the client does not send on), now or in the last seconds,
    nobody waits any more: who finds no place is told so at once, and the thread is free again.

    Who is stuck can't be told from who is slow. So while three desk pages or uploads at once take longer than `late`,
    a fourth request that is not for a page in memory is refused, too. With more threads that takes more of them.
    """

    def __init__(self, threads, late=LATE, memory=MEMORY):
        self.places, self.late, self.memory = threads - 1 or inf, late, memory
        self.inside = {}  # {thread: when its request came in}
        self.were_stuck = deque(maxlen=threads)  # when they went out, the last ones
        self.door = threading.Condition()

    @contextmanager
    def place(self):
        """Hold a place; raises NoRoom."""
        with self.door:
            self._wait()
            self.inside[threading.get_ident()] = monotonic()
        try:
            yield
        finally:
            with self.door:
                now = monotonic()
                if now - self.inside.pop(threading.get_ident()) >= self.late:
                    self.were_stuck.append(now)
                self.door.notify()

    def _wait(self):
        while len(self.inside) >= self.places:
            now = monotonic()
            missing = self.places - sum(now - out < self.memory for out in self.were_stuck)
            # The next that is missing to "as many as there are places" is stuck when it has been inside for so long.
            patience = sorted(self.inside.values())[missing - 1] + self.late - now if missing > 0 else 0
            if patience <= 0:
                raise NoRoom
            self.door.wait(patience)
