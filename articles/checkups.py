"""What was worth a look in a story when it was last published: kept, so that the desk lists the live ones at once."""

import re
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles import checks
from articles.models import Article, Checkup, Edition, Link

ADDRESS = re.compile(r"https?://[^\s<>\"')\]]{1,500}")
MOST_LINKS = 100  # of one text that are asked
FRESH = timedelta(days=7)


def keep(draft):
    """Look a Draft over that is being published, and keep what is found."""
    found = checks.warns(draft)
    values = {"at": timezone.now(), "found": found, "count": len(found)}
    Checkup.objects.update_or_create(article=draft.article, defaults=values)


def renew(article):
    """The same for what readers have of an article now. Nothing where they have nothing."""
    if edition := article.live_edition():
        keep(checks.of_content(article, edition.revision.content))


def failing(at=None):
    """The Checkups of live stories in which something was found, the latest first, each with its article."""
    live = Edition.objects.live(at).filter(article=OuterRef("article"))
    return Checkup.objects.filter(Exists(live), count__gt=0).select_related("article").order_by("-at")


def unknown(text):
    """The addresses in a text that were not asked for a week: a list."""
    found = [address for address in dict.fromkeys(ADDRESS.findall(text)) if len(address.encode()) <= 2000][:MOST_LINKS]
    if not found:
        return []
    known = Link.objects.filter(address__in=found, checked_at__gt=timezone.now() - FRESH)
    known = set(known.values_list("address", flat=True))
    return [address for address in found if address not in known]


def listen(line):
    """When somebody saves a story (a line of the log), have the worker ask for the links in it that are new."""
    article = line.subject
    if not isinstance(article, Article):
        return
    if line.action == "redacted":
        renew(article)  # what was found may quote what had to go
    if line.by is None or line.action not in ("created", "saved", "fixed"):
        return
    if unknown(article.body):
        from articles.tasks import ask_links

        transaction.on_commit(lambda: ask_links.enqueue(article.pk))
