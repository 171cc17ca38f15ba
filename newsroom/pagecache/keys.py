"""Which requests may be answered with a page for everybody, and which of them ask for the same page."""

from functools import lru_cache
from io import BytesIO
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve

LONGEST_PATH, LONGEST_QUERY, LONGEST_VALUE, LONGEST_PAGE = 400, 1000, 200, 6  # characters, the last: digits
MOST_PARAMETERS, MOST_HOSTS = 50, 100
FORWARDED = "HTTP_X_FORWARDED_PROTO"


class Gate:
    """What of a request decides whether it may be answered with a page for everybody. Made once, from the settings.

    All that it remembers is bounded in number and in length, because visitors choose it.
    """

    def __init__(self):
        site = urlsplit(settings.SITE_URL)
        self.https = site.scheme == "https"
        self.session, self.host = settings.SESSION_COOKIE_NAME, site.netloc
        self.hosts = set()  # those that Django takes, as far as they have been seen

    def admits(self, environ):
        """Whether this is a GET or HEAD of nobody in particular, to a name of ours and the way that readers come.

        Whatever else a request says (other cookies, Range, X-Forwarded-Host …) changes nothing of the answer.
        """
        cookie = environ.get("HTTP_COOKIE")
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and "HTTP_AUTHORIZATION" not in environ
            and "HTTP_HOST" in environ
            # Looking for the names anywhere errs on the safe side. Messages are for one person, too.
            and (cookie is None or (self.session not in cookie and "messages" not in cookie))
            and (environ["HTTP_HOST"] in self.hosts or self.knows(environ["HTTP_HOST"]))
            and (not self.https or environ.get(FORWARDED) == "https")
            and not environ["SCRIPT_NAME"]
        )

    def knows(self, host):
        """Whether Django takes this name for ours; to all others it answers 400."""
        known = len(host) < 256 and validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
        if known and len(self.hosts) < MOST_HOSTS:  # *.example.com may have any number
            self.hosts.add(host)
        return known

    def environ(self, path, query):
        """A request for this page that holds nothing of anybody's, and comes as readers do.

        What Django makes of it can't depend on who happened to ask first: not on cookies, not on the name in Host.
        """
        name, port = split_domain_port(self.host)
        forwarded = {FORWARDED: "https"} if self.https else {}
        return forwarded | {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": self.host,
            "SERVER_NAME": name,
            "SERVER_PORT": port or ("443" if self.https else "80"),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }


def params_at(path):
    """The query parameters that the public view at this PATH_INFO reads, as a frozenset; None where there is none."""
    return _params_at(path) if len(path) <= LONGEST_PATH else None


@lru_cache(5000)
def _params_at(path):
    try:
        return getattr(resolve(get_path_info({"PATH_INFO": path})).func, "params", None)
    except Resolver404:
        return None


def canonical(params, query):
    """The one query string by which the view sees the same of `params` as by `query`, "" if nothing is left.

    What the view does not read is dropped, as is a value that says nothing: none at all, or the first page. None for
    a query that is no use to anybody, which is Django's to answer.
    """
    if not params:
        return ""
    if len(query) > LONGEST_QUERY or not query.isascii():
        return None
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        return None
    values = {name: value for name, value in pairs if name in params}  # of several the last, as for QueryDict
    page = values.get("page", "1")
    if not (page.isdecimal() and page.isascii() and page[0] != "0" and len(page) <= LONGEST_PAGE):
        return None
    if any(len(value) > LONGEST_VALUE or "\0" in value for value in values.values()):
        return None
    return urlencode(sorted(pair for pair in values.items() if pair[1] and pair != ("page", "1")))


def is_free(query):
    """Whether this canonical query holds words of the visitor's own, of which there is no end."""
    return bool(query) and ("&" in query or not query.startswith("page="))
