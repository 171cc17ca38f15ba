"""The WSGI application: finished pages from memory, all else from Django. docs/caching.md has the whole of it."""

from time import monotonic, time

from django.conf import settings

from newsroom.pagecache.entry import HIT, Entry, encoding_for
from newsroom.pagecache.flight import Flights
from newsroom.pagecache.keys import Gate, canonical, is_free, params_at
from newsroom.pagecache.rendering import render, unavailable
from newsroom.pagecache.room import NoRoom, Room
from newsroom.pagecache.store import Store
from newsroom.pagecache.table import CLOCK, table

OUTDATED_FOR = 0.5  # seconds since it was last true that the copy before may be shown to those who would wait
PATIENCE = 10.0  # seconds to wait for somebody else's render, after which it counts as lost
REST = 1.0  # seconds for which a database that did not answer is not asked again for a page of which there is a copy
LIVEZ = "/livez"
FREE_SHARE = 10  # a tenth of the memory is for pages of which visitors can ask for as many as they like: search

# What Cache-Status says (RFC 9211)
OUTDATED, COLLAPSED, MISS, KEPT = (
    f"newsroom; {how}" for how in ("hit; detail=outdated", "fwd=miss; collapsed", "fwd=miss", "fwd=miss; stored")
)
DEADLINE = "newsroom.deadline"  # in the environ, once an entry was sent: when it ends, in seconds since the epoch
# No cache in front may keep a copy that we know to be outdated.
OUTDATED_LINES = {"Cache-Control": "no-cache"}


class PageCache:
    """Answers from memory what it may, and asks `django`, its WSGI application, for all else.

    A page is checked at the moment that it is sent, against the clock that was read before its render began
    (`is_true`). So nothing that happens in between can make it wrong: a purge at any point of a render, or between
    its end and `Store.put`, leaves an entry that will be found outdated.

    Whatever may have to wait, for Django or for somebody else's render, takes a place in a room for all but one of the
    `threads`. So pages in memory come also while all else is stuck.
    """

    def __init__(self, django, threads=1):
        self.django, self.gate, self.table, self.flights = django, Gate(), table(), Flights()
        self.room = Room(threads)
        self.words = self.table.words
        size = settings.PAGE_CACHE_MB * 1_000_000
        self.pages, self.free = Store(size - size // FREE_SHARE), Store(size // FREE_SHARE)
        self.database_rests_until = 0.0

    def __call__(self, environ, start_response):
        if not self.gate.admits(environ):
            return self.pass_on(environ, start_response)
        key, query, store = environ["PATH_INFO"], "", self.pages
        if environ["QUERY_STRING"]:
            params = params_at(key)
            query = None if params is None else canonical(params, environ["QUERY_STRING"])
            if query is None:
                return self.pass_on(environ, start_response)
            if query:
                key, store = (key, query), self.free if is_free(query) else self.pages
        entry, now = store.entries.get(key), time()
        if entry is not None and (
            # the usual case of is_true, without the call
            (self.words[CLOCK] == entry.seen and now < entry.check_at) or self.is_true(entry, now)
        ):
            entry.good_at = now
            store.used(key)
            return self.send(environ, start_response, store, key, entry)
        if params_at(environ["PATH_INFO"]) is None:
            return self.pass_on(environ, start_response)
        return self.miss(environ, start_response, store, key, self.gate.environ(environ["PATH_INFO"], query))

    def pass_on(self, environ, start_response):
        """Let Django answer, if there is room. Who watches the process needs none: /livez asks nobody for anything."""
        if environ["PATH_INFO"] == LIVEZ and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return self.django(environ, start_response)
        try:
            with self.room.place():
                return self.django(environ, start_response)
        except NoRoom:
            answer = unavailable()
            start_response(answer.status, answer.lines)
            return [answer.body] if environ["REQUEST_METHOD"] != "HEAD" else []

    def is_true(self, entry, now):
        """Whether a page shows what the database holds. The clock is read first: a purge meanwhile counts next time."""
        clock = self.words[CLOCK]
        if clock != entry.seen:
            if self.table.purged_since(entry.places, entry.made):
                return False
            entry.seen = clock
        return now < entry.check_at or entry.renew(now)

    def may_be_outdated(self, entry, now):
        """Whether a page may be shown for want of a true one: nothing on it was withdrawn, no moment has come."""
        return now < entry.deadline and not self.table.purged_since(entry.hard, entry.made)

    def miss(self, environ, start_response, store, key, request):
        """Answer with a page that is not kept, or outdated. No room for that is as if the database were away."""
        try:
            with self.room.place():
                return self.make(environ, start_response, store, key, request)
        except NoRoom:
            return self.give(environ, start_response, store, key, unavailable(), MISS)

    def make(self, environ, start_response, store, key, request):
        """Answer with a page that has to be made: render it, or wait for the one who does.

        Who has waited for a render that began before they asked can't have it if something was purged meanwhile; but
        of the next one they all have a part, whatever becomes of it.
        """
        arrived, flight = monotonic(), None
        while True:
            entry, now = store.get(key), time()
            copy = entry if entry is not None and self.may_be_outdated(entry, now) else None
            if copy and now < self.database_rests_until:
                return self.send(environ, start_response, store, key, copy, OUTDATED)
            flight, ours = self.flights.begin(key, after=flight)
            if ours:
                answer, mark = self.lead(flight, store, key, request)
                return self.give(environ, start_response, store, key, answer, mark)
            if copy and now - copy.good_at < OUTDATED_FOR:
                return self.send(environ, start_response, store, key, copy, OUTDATED)
            landed = flight.landed.wait(PATIENCE)
            if landed and flight.began >= arrived:
                answer = flight.answer or render(self.django, request, self.table)
                return self.give(environ, start_response, store, key, answer, COLLAPSED)
            entry = store.get(key)
            if entry is not None and self.is_true(entry, time()):
                return self.send(environ, start_response, store, key, entry, COLLAPSED)

    def lead(self, flight, store, key, request):
        """Render for all who wait for `flight`, and keep what may be kept. Gives that, and what to say of it."""
        try:
            entry = store.get(key)
            if entry is not None and self.is_true(entry, time()):  # another flight landed a moment ago
                flight.answer = entry
                return entry, COLLAPSED
            answer = render(self.django, request, self.table)
            if isinstance(answer, Entry):
                kept = self.is_true(answer, time()) and store.put(key, answer)
                flight.answer = answer
                return answer, KEPT if kept else MISS
            if answer.code == 503:
                self.database_rests_until = time() + REST
            elif answer.code < 500:
                store.drop(key)
            if answer.is_for_all:
                flight.answer = answer
            return answer, MISS
        finally:
            self.flights.land(key, flight)

    def give(self, environ, start_response, store, key, answer, mark):
        """Answer with what a render gave: while the database is down with the copy before, if there is one."""
        if isinstance(answer, Entry):
            return self.send(environ, start_response, store, key, answer, mark)
        copy = store.get(key)
        if answer.code == 503 and copy is not None and self.may_be_outdated(copy, time()):
            return self.send(environ, start_response, store, key, copy, OUTDATED)
        start_response(answer.status, [*answer.lines, ("Cache-Status", f"{mark}; detail={answer.why_not}")])
        body = [answer.body] if isinstance(answer.body, bytes) else answer.body
        return body if environ["REQUEST_METHOD"] == "GET" else []

    def send(self, environ, start_response, store, key, entry, mark=HIT):
        """Answer with an entry. `mark`: what Cache-Status says."""
        if ("HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ) and entry.is_known(environ):
            status, lines, body = "304 Not Modified", entry.not_modified(), b""
        else:
            encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING"))
            form = entry.forms.get(encoding)
            if form is None:
                form, grown = entry.form(encoding)
                store.grow(key, entry, grown)
            status, (lines, body) = "200 OK", form
        environ[DEADLINE] = entry.deadline
        if mark is not HIT:
            instead = {"Cache-Status": mark} if self.is_true(entry, time()) else OUTDATED_LINES | {"Cache-Status": mark}
            lines = [(name, instead.get(name, value)) for name, value in lines]
        start_response(status, lines.copy())  # a server may add to its list
        return [body] if environ["REQUEST_METHOD"] == "GET" else []
