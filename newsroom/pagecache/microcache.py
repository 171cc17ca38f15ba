"""What nginx in front may keep, and for how long: to the end of this second (deploy/nginx.conf)."""

from time import time

ASKED = "HTTP_X_MICRO_CACHE"  # nginx.conf sends it
GONE = ("301", "404", "410")  # kept only to take the place of a page that nginx would show while the site is down


class MicroCache:
    """Adds X-Accel-Expires to what `application`, the page cache, gives to everybody, if nginx asks for it.

    As a moment, not as a number of seconds: nginx counts in whole ones, so "one second" could last for two.
    """

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if ASKED not in environ:
            return self.application(environ, start_response)

        def tell(status, lines, *error):
            if is_for_all(status, lines):
                lines = [*lines, ("X-Accel-Expires", f"@{int(time())}")]
            return start_response(status, lines, *error)

        return self.application(environ, tell)


def is_for_all(status, lines):
    """Whether the page cache answered this for nobody in particular, and knew it to be true."""
    headers = dict(lines)
    if "Cache-Status" not in headers or "Set-Cookie" in headers:
        return False
    return "s-maxage=" in headers.get("Cache-Control", "") or status[:3] in GONE
