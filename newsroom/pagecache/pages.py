"""What a page is made of: which views may be kept, and which tags their answers show."""

import functools
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from newsroom import replica


@dataclass
class Noted:
    """What is known of a page that is being made."""

    tags: set = field(default_factory=set)
    until: datetime | None = None
    database: str | None = None  # which one it is made from, once that is decided (newsroom/replica.py)


_noted = ContextVar("noted", default=None)

# Functions without arguments, each giving the next moment (an aware datetime, or None) at which the clock alone changes
# what readers see. An app adds its own in AppConfig.ready. No kept page outlives the earliest.
deadlines = []
# Functions of two moments, giving two sets of tags: of all that changed for readers by the clock alone after the one
# and until the other, and of what went away by that. The courier asks them. An app adds its own in AppConfig.ready.
turns = []


def current():
    """The Noted of the page being made, or None outside a page."""
    return _noted.get()


@contextmanager
def apart(database=None):
    """Give the Noted of what is shown within, and of nothing else. `database`: where it is decided already."""
    noted = Noted(database=database)
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def shows(*tags):
    """Note that the page being made shows what these tags name. Outside a page it does nothing."""
    noted = _noted.get()
    if noted is not None:
        noted.tags.update(tags)


def until(moment):
    """Note that the clock alone makes the page being made untrue at `moment` (an aware datetime).

    For what lies in one page; the moments of editions are in `deadlines`.
    """
    noted = _noted.get()
    if noted is not None:
        noted.until = min(moment, noted.until or moment)


def public(*params):
    """Decorate a view whose answers to anonymous GETs may be kept; `params` are the only query parameters it reads.

    Outermost, also round a Feed: `@public("page")`. The answer gets `shows`, the set of all tags noted meanwhile, and
    `until`, the moment from which it is untrue in any case, or None.
    """

    def decorate(view):
        @functools.wraps(view, assigned=("__module__", "__name__", "__qualname__", "__doc__"), updated=())
        def noting(request, *args, **kwargs):
            def finished():
                response = view(request, *args, **kwargs)
                if hasattr(response, "render") and callable(response.render):
                    response.render()
                return response

            noted = Noted()
            token = _noted.set(noted)
            try:
                response = replica.make(noted, finished)
            finally:
                _noted.reset(token)
            response.shows, response.until = noted.tags, noted.until
            response.headers.setdefault("Cache-Control", "no-cache")  # unless the page cache knows better
            return response

        noting.params = frozenset(params)
        return noting

    return decorate
