"""One render: what Django answers to a request of nobody in particular, and whether that may be kept."""

from dataclasses import dataclass
from math import inf
from time import time

from django.db import DatabaseError, close_old_connections

from newsroom import errors
from newsroom.pagecache.entry import Entry
from newsroom.pagecache.pages import deadlines


@dataclass
class Answer:
    """What Django answered, other than a page that may be kept; `why_not` says why not.

    `body`: bytes, or a response that streams, which only one client can be given.
    """

    code: int
    status: str
    lines: list
    body: object
    why_not: str

    @property
    def is_for_all(self):
        return self.why_not not in ("streaming", "set-cookie")


def render(django, environ, table):
    """What `django`, a WSGI application that returns Django's responses, answers to `environ` (see Gate.environ).

    An Entry if it may be kept, otherwise an Answer. What is purged and which moments come once this has begun decides
    how long the page is true, so the clocks are read first.
    """
    made, began = table.clock, time()
    try:
        close_old_connections()  # as at the beginning of each request: one that broke meanwhile is of no use
        moments = [deadline() for deadline in deadlines]
    except DatabaseError:
        return unavailable()
    response = django(environ, lambda *_: None)
    answer = _answer(response)
    if answer.why_not:
        return answer
    deadline = min((moment.timestamp() for moment in (*moments, response.until) if moment), default=inf)
    return Entry(answer.body, answer.lines, tags=response.shows, table=table, made=made, began=began, deadline=deadline)


def unavailable():
    """The Answer while the database is away. Asks nobody for anything."""
    return _answer(errors.unavailable())


def _answer(response):
    lines = [*response.items(), *(("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values())]
    if not response.has_header("Cache-Control"):
        lines.append(("Cache-Control", "no-cache"))  # a 404, say: there may be a story tomorrow
    body, why_not = response, "streaming"
    if not response.streaming:
        body, why_not = response.content, why_not_kept(response)
        response.close()
    return Answer(response.status_code, f"{response.status_code} {response.reason_phrase}", lines, body, why_not)


def why_not_kept(response):
    """What keeps this response, to a request of nobody in particular, from being kept for everybody; "" if nothing."""
    if response.status_code != 200:
        return f"status-{response.status_code}"
    if not hasattr(response, "shows"):
        return "no-tags"
    if response.cookies:
        return "set-cookie"
    if {"private", "no-store"} & _words(response, "Cache-Control"):
        return "private"
    if _words(response, "Vary") - {"accept-encoding"}:
        return "vary"
    return "encoded" if response.has_header("Content-Encoding") else ""


def _words(response, header):
    return {word.strip().lower() for word in response.get(header, "").split(",")} - {""}
