"""Links that lead nowhere: to stories of ours that are not live, and to what did not answer (articles/outside.py)."""

import re
from contextlib import suppress
from html import unescape
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles.checks.draft import Finding, warning
from articles.models import Edition, Link
from articles.structured import absolute

HREF = re.compile(r'<a\b[^<>]*\shref="([^"]*)"')
STORY = re.compile(r"/(\d{4}/\d{2}/[^/]+)/?$")


def addresses(draft):
    """Where the links of the text lead, {address: its parts}, in order."""
    found = {}
    for address in HREF.findall(draft.rendered.html) if draft.rendered else ():
        with suppress(ValueError):  # no address at all
            found[unescape(address)] = urlsplit(unescape(address))
    return found


def outside(draft):
    """Those of them that lead to other sites."""
    own = urlsplit(absolute("/")).netloc
    return [one for one, at in addresses(draft).items() if at.scheme in ("http", "https") and at.netloc != own]


@warning
def links_within(draft):
    """Links to stories that are not live, and to pages that there are not."""
    own = urlsplit(absolute("/")).netloc
    links = addresses(draft).items()
    wanted = {one: at.path or "/" for one, at in links if at.netloc == own or (one.startswith("/") and not at.netloc)}
    stories = {one: found[1] for one, path in wanted.items() if (found := STORY.match(path))}
    live = _lead_to_live(stories.values())
    found = []
    for one, path in wanted.items():
        if one in stories and stories[one] not in live:
            sentence = _("The link %(address)s leads to no live story.")
        elif one not in stories and not _is_page(path):
            sentence = _("The link %(address)s leads to no page of this site.")
        else:
            continue
        found.append(Finding("body", sentence % {"address": one}, draft.line_of(one)))
    return found


@warning
def links_outside(draft):
    """Links to other sites that did not answer when the background worker last asked."""
    dead = Link.objects.filter(address__in=outside(draft)).exclude(problem="")
    sentence = _("The link %(address)s did not work: %(problem)s")
    return [
        Finding("body", sentence % {"address": link.address, "problem": link.problem}, draft.line_of(link.address))
        for link in dead
    ]


def _lead_to_live(paths):
    """Of these addresses of stories those that are live, or lead on to one that is."""
    live = Edition.objects.live().filter(article=OuterRef("article"))
    return set(Edition.objects.filter(Exists(live), path__in=paths).values_list("path", flat=True)) if paths else set()


def _is_page(path):
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
