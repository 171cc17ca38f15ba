"""What a page is made of: which views may be kept, and which tags their answers show."""

import functools
from contextvars import ContextVar

_tags = ContextVar("tags", default=None)

# Functions without arguments, each giving the next moment (an aware datetime, or None) at which the clock alone changes
# what readers see. An app adds its own in AppConfig.ready. No kept page outlives the earliest.
deadlines = []


def shows(*tags):
    """Note that the page being made shows what these tags name. Outside a page it does nothing."""
    noted = _tags.get()
    if noted is not None:
        noted.update(tags)


def public(*params):
    """Decorate a view whose answers to anonymous GETs may be kept; `params` are the only query parameters it reads.

    Outermost, also round a Feed: `@public("page")`. The answer gets `shows`, the set of all tags noted meanwhile.
    """

    def decorate(view):
        @functools.wraps(view, assigned=("__module__", "__name__", "__qualname__", "__doc__"), updated=())
        def noting(request, *args, **kwargs):
            noted = set()
            token = _tags.set(noted)
            try:
                response = view(request, *args, **kwargs)
                if hasattr(response, "render") and callable(response.render):
                    response.render()
            finally:
                _tags.reset(token)
            response.shows = noted
            return response

        noting.params = frozenset(params)
        return noting

    return decorate
