"""A finished page, ready to be sent: its headers, and its bytes in each encoding that somebody asked for."""

import gzip
import hashlib
from math import inf

import brotli
from django.conf import settings
from django.utils.http import http_date, parse_http_date_safe

# Of no use on a finished page, or set here.
OURS = {
    "cache-control",
    "cache-status",
    "content-encoding",
    "content-length",
    "etag",
    "expires",
    "last-modified",
    "vary",
}
IN_304 = {"Cache-Control", "Cache-Status", "ETag", "Surrogate-Key", "Vary"}  # RFC 9110, 15.4.5
HIT = "newsroom; hit"  # RFC 9211
KEY_TO_ALL = "everything"  # what newsroom/pagecache/cdn.py purges by when it must be all
LONGEST_KEYS = 4000  # characters: proxies allow 8 KB for all headers together
# Seconds from the beginning of a render until its page gets a Last-Modified. Dates count in seconds: of two versions
# within one, or within the moment between a commit and its purge, the later would pass for the former.
SETTLED = 2
# Seconds that caches in front may keep a page, then go on serving it while they ask for another, and while none comes:
# where they can be purged, and where they can't. The last is halved until it ends before the page's next moment.
WITH_PURGES, WITHOUT = (60, 60, 86_400), (1, 1, 0)
OVERHEAD = 3000  # bytes that an entry takes beside its bodies, about


class Entry:
    """The answer 200 with a page, true while none of `places` was purged since the clock said `made`, until `deadline`.

    `seen`: what the clock said when that was last looked up. `good_at`: when it last was true, for sure. `check_at`:
    when something about the clock on the wall is to be done again (see `renew`). Times are seconds since the epoch.
    """

    __slots__ = (
        "bodies", "check_at", "deadline", "etag", "forms", "good_at", "hard", "lines", "made", "modified", "periods",
        "places", "seen", "settled_at", "size",
    )  # fmt: skip

    def __init__(self, content, lines, *, tags, table, made, began, deadline=inf):
        """`content`: bytes; `lines`: Django's headers; `made`, `began`: the table's clock and the time beforehand."""
        self.made = self.seen = made
        self.places = table.places(tags)
        self.hard = table.places(f"!{tag}" for tag in tags)[1:]
        self.modified, self.settled_at, self.good_at, self.deadline = int(began), began + SETTLED, began, deadline
        self.etag = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
        self.lines = [(name, value) for name, value in lines if name.lower() not in OURS]
        self.lines += [("ETag", f"W/{self.etag}"), ("Vary", "Accept-Encoding"), ("Cache-Status", HIT)]
        self.periods = WITHOUT
        if settings.CDN_PURGE_URL and len(keys := " ".join([KEY_TO_ALL, *sorted(tags)])) <= LONGEST_KEYS:
            self.lines.append(("Surrogate-Key", keys))
            self.periods = WITH_PURGES
        self.bodies = {"gzip": gzip.compress(content, 6, mtime=0)}
        self.size = OVERHEAD + len(self.bodies["gzip"]) + 80 * len(self.places)
        self.renew(began)

    def renew(self, now):
        """Make the headers true for this moment. Whether the page still is."""
        left = max(self.deadline - now, 0)
        fresh, meanwhile, failing = self.periods
        fresh = int(min(fresh, left))
        while failing and fresh + failing > left:
            failing //= 2
        spans = (fresh, fresh + meanwhile, fresh + failing)  # none may reach beyond the deadline
        kept = f"public, max-age=0, must-revalidate, s-maxage={fresh}"
        if meanwhile and spans[1] <= left:
            kept += f", stale-while-revalidate={meanwhile}"
        if failing:
            kept += f", stale-if-error={failing}"
        lines = [*self.lines, ("Cache-Control", kept)]
        if now >= self.settled_at:
            lines.append(("Last-Modified", http_date(self.modified)))
        self.forms = {"": lines}
        turns = [self.deadline - span for span in spans] + [self.settled_at]
        self.check_at = min(self.deadline, *(turn for turn in turns if turn >= now), inf)
        return left > 0

    def form(self, encoding):
        """(headers, body) in an encoding of ENCODINGS, and how many bytes the entry has grown by making it."""
        forms = self.forms  # those of this moment: another thread may renew the headers meanwhile
        body, grown = self.bodies.get(encoding), 0
        if body is None:
            content = gzip.decompress(self.bodies["gzip"])
            body = self.bodies[encoding] = brotli.compress(content, quality=5) if encoding == "br" else content
            grown = len(body)
        lines = [*forms[""], ("Content-Length", str(len(body)))]
        if encoding != "identity":
            lines.append(("Content-Encoding", encoding))
        forms[encoding] = lines, body
        return forms[encoding], grown

    def is_known(self, environ):
        """Whether the client has this page already, by If-None-Match or If-Modified-Since (RFC 9110, 13.1)."""
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None:
            return self.etag in known or known.strip() == "*"
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        if since is None or not any(name == "Last-Modified" for name, _ in self.forms[""]):
            return False
        date = parse_http_date_safe(since)
        return date is not None and date >= self.modified

    def not_modified(self):
        """The headers of a 304."""
        return [line for line in self.forms[""] if line[0] in IN_304]


ENCODINGS = ("br", "gzip", "identity")  # the best first


def encoding_for(accepted):
    """Which of ENCODINGS to send by Accept-Encoding, or None for a request without it (RFC 9110, 12.5.3)."""
    return _chosen.get(accepted) or _choose(accepted)


_chosen = {None: "identity"}  # what browsers send is a handful; what anybody may send is bounded below


def _choose(accepted):
    weights = {}
    for part in accepted.lower().split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip()] = _weight(parameter)
    others = weights.get("*", 0)
    best = max(("br", "gzip"), key=lambda name: weights.get(name, others))
    weight = weights.get(best, others)
    chosen = best if weight > 0 and weight >= weights.get("identity", 0) else "identity"
    if len(accepted) < 200 and len(_chosen) < 200:
        _chosen[accepted] = chosen
    return chosen


def _weight(parameter):
    name, _, value = parameter.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
