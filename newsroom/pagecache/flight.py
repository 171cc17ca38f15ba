"""Renders under way: one at a time for each page, whose result the others wait for."""

import threading
from time import monotonic


class Flight:
    """A render under way. `answer` is for everybody who asked before it began, None if it is for nobody else.

    `following`: the one after it, for those to whom this one was of no use.
    """

    def __init__(self):
        self.began, self.landed, self.answer, self.following = monotonic(), threading.Event(), None, None


class Flights:
    def __init__(self):
        self.under_way, self.lock = {}, threading.Lock()

    def begin(self, key, after=None):
        """(Flight, whether it is ours to make). `after`: one that has landed, or takes so long that it counts as lost.

        All who waited for that one share the one that follows it, also if they come when it has landed.
        """
        with self.lock:
            flight = after.following if after else None
            if flight is None:
                flight = self.under_way.get(key)
            ours = flight is None or flight is after
            if ours:
                flight = self.under_way[key] = Flight()
            if after:
                after.following = flight
            return flight, ours

    def land(self, key, flight):
        with self.lock:
            if self.under_way.get(key) is flight:
                del self.under_way[key]
        flight.landed.set()
