"""What nginx in front may keep: to the end of this second, and while the site is down (deploy/nginx.conf)."""

from math import inf
from time import time

from newsroom.pagecache.wrapper import DEADLINE

ASKED = "HTTP_X_MICRO_CACHE"  # nginx.conf sends it: for how many seconds it will show copies while the site is down
FURTHER = "X-Further-Cache-Control"  # what caches beyond nginx are told; nginx gives it its usual name again
GONE = ("301", "404", "410")  # kept only to take the place of a page that nginx would show while the site is down


class MicroCache:
    """Tells nginx, if it asks, what it may do with all that `application`, the page cache, gives to everybody.

    X-Accel-Expires says how long a copy is fresh: as a moment, not as a number of seconds, for nginx counts in whole
    ones, so "one second" could last for two. Of Cache-Control nginx takes nothing but `stale-if-error`: for how long
    after that it may show the copy while the site is down. That never reaches beyond the page's next moment.
    """

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if ASKED not in environ:
            return self.application(environ, start_response)

        def tell(status, lines, *error):
            if is_for_all(status, lines):
                now = int(time())
                # One less to the deadline: nginx counts the whole of the last second in.
                longest = max(min(_seconds(environ[ASKED]), environ.get(DEADLINE, inf) - now - 1), 0)
                further = [(FURTHER if name == "Cache-Control" else name, value) for name, value in lines]
                # In this order: nginx before 1.23 lets the later win.
                ours = [("Cache-Control", f"stale-if-error={int(longest)}"), ("X-Accel-Expires", f"@{now}")]
                lines = further + ours
            return start_response(status, lines, *error)

        return self.application(environ, tell)


def is_for_all(status, lines):
    """Whether the page cache answered this for nobody in particular, and knew it to be true."""
    headers = dict(lines)
    if "Cache-Status" not in headers or "Set-Cookie" in headers:
        return False
    return "s-maxage=" in headers.get("Cache-Control", "") or status[:3] in GONE


def _seconds(asked):
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 0
