"""What `manage.py work` does for articles: it tells those concerned when a scheduled moment has come, and asks other
sites whether the pages are there to which texts link.

Nothing that readers see waits for this: the clock decides that in the query. Being late harms nobody, and by its key a
notice is made once, however many workers come to it.
"""

import time
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles import checkups, concerned, outside
from articles.models import Article, Edition, Link
from newsroom import notices
from newsroom.models import Notice

# When to come again, should the worker be killed over it or the telling fail. The first is queued from the beginning.
PAUSES = [timedelta(minutes=minutes) for minutes in (2, 10, 60, 240)]
AT_A_TIME = 30  # seconds for the links of an article, before other tasks have their turn


def plan(edition):
    """Have those concerned told when an edition begins and when it ends, as far as that is still to come."""
    now = timezone.now()
    for kind, moment in (("live", edition.live_from), ("ended", edition.live_until)):
        if moment and moment > now:
            announce.using(run_after=moment).enqueue(edition.pk, kind)
            announce.using(run_after=moment + PAUSES[0]).enqueue(edition.pk, kind, tries=1)


@task()
def announce(pk, kind, tries=0):
    """Tell that an edition began (`kind` “live”) or ended, if it still exists and did, and nobody was told yet."""
    edition = Edition.objects.select_related("article").filter(pk=pk).first()
    key = edition and _key(edition, kind)
    if key is None or Notice.objects.filter(key=key).exists():
        return
    if 0 < tries < len(PAUSES):
        announce.using(run_after=timezone.now() + PAUSES[tries]).enqueue(pk, kind, tries=tries + 1)
    with transaction.atomic():
        notices.tell(concerned.of_readers(edition.article), kind, edition.article, key=key)


def _key(edition, kind):
    """What names the moment, or None where it has not come, was moved, or was the beginning of a next edition."""
    now = timezone.now()
    if kind == "live":
        return f"live:{edition.pk}" if edition.live_from <= now else None
    end = edition.live_until
    if end is None or end > now or edition.article.editions.filter(live_from=end).exists():
        return None
    return f"ended:{edition.pk}:{end.isoformat()}"


@task()
def ask_links(pk):
    """Ask for the pages of other sites to which an article links, and keep whether they are there."""
    article = Article.objects.filter(pk=pk).first()
    if article is None:
        return
    until = time.monotonic() + AT_A_TIME
    for address in checkups.unknown(article.body):
        values = {"checked_at": timezone.now(), "problem": outside.problem_of(address)[:200]}
        Link.objects.update_or_create(address=address, defaults=values)
        if time.monotonic() > until:
            break
    if checkups.unknown(article.body):
        ask_links.enqueue(pk)  # the rest, when others had their turn
    checkups.renew(article)
