"""Purging a CDN, or a Varnish, in front: one HTTP request a batch of tags, to settings.CDN_PURGE_URL.

Varnish (deploy/varnish.vcl) takes the method PURGE, Fastly's interface for batches POST (CDN_PURGE_METHOD); both find
the tags in the header Surrogate-Key, by which each page named them, too. Each page also has the key EVERYTHING.
"""

from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

EVERYTHING = "everything"  # "*" means something of its own to some
TIMEOUT = 2.0  # seconds
BATCH = 200  # tags: Fastly takes 256, and headers stay under 8 KB
MOST = 2000  # tags: more than these, and everything goes


class Refuse(HTTPRedirectHandler):
    """Whoever answers with a redirect has not purged; and our secret headers are for this address alone."""

    def redirect_request(self, *args):
        return None


opener = build_opener(Refuse)


def send(tags):
    """Purge the pages of these tags. Raises OSError where the CDN can't be reached, is too slow or refuses."""
    tags = sorted(tags)
    if len(tags) > MOST or "*" in tags:
        tags = [EVERYTHING]
    for start in range(0, len(tags), BATCH):
        headers = settings.CDN_PURGE_HEADERS | {"Surrogate-Key": " ".join(tags[start : start + BATCH])}
        request = Request(settings.CDN_PURGE_URL, method=settings.CDN_PURGE_METHOD, headers=headers)  # noqa: S310
        with opener.open(request, timeout=TIMEOUT):
            pass  # HTTPError, an OSError, unless it answers 2xx
