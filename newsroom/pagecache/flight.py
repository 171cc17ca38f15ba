"""Renders under way: one at a time for each page, whose result the others wait for."""

import threading
from time import monotonic


class Flight:
    """A render under way. `answer` is for everybody who asked before it began, None if it is for nobody else."""

    def __init__(self):
        self.began, self.landed, self.answer = monotonic(), threading.Event(), None


class Flights:
    def __init__(self):
        self.under_way, self.lock = {}, threading.Lock()

    def begin(self, key, instead_of=None):
        """(Flight, whether it is ours to make). One that has taken too long can be replaced: it counts as lost."""
        with self.lock:
            flight = self.under_way.get(key)
            if flight is not None and flight is not instead_of:
                return flight, False
            flight = self.under_way[key] = Flight()
            return flight, True

    def land(self, key, flight):
        with self.lock:
            if self.under_way.get(key) is flight:
                del self.under_way[key]
        flight.landed.set()
