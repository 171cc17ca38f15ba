"""What stands in the calendar between two moments: due and planned dates, schedules, and what was published."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition
from articles.models.edition import Change

KINDS = {
    "due": _("Due"),
    "planned": _("Planned"),
    "scheduled": _("Scheduled"),
    "update": _("Scheduled update"),
    "ends": _("Withdrawal"),
    "published": _("Published"),
}
DATES = {"due": "due_at", "planned": "planned_at"}  # those that a person sets, and moves
MOST = 3000  # of one kind; nobody reads more


@dataclass(frozen=True)
class Entry:
    kind: str  # a key of KINDS
    at: datetime
    article: int
    headline: str
    done: bool = False  # handed in, or with the readers
    late: bool = False
    who: str = ""

    @property
    def key(self):
        """Its name on the page, and in a request to move it."""
        return f"{self.kind}-{self.article}"

    @property
    def words(self):
        return KINDS[self.kind]


def entries(choice, begin, end, kinds=KINDS):
    """All Entries of these kinds in [begin, end) that `choice` lets through, in the order of time."""
    now = timezone.now()
    found = [*_dates("due", choice, begin, end, now), *_dates("planned", choice, begin, end, now)]
    if "published" in kinds:
        found += _begun(choice, begin, end, now)
    if end > now:
        found += [*_to_begin(choice, max(begin, now), end, now), *_to_end(choice, max(begin, now), end)]
    return sorted(found, key=lambda entry: (entry.at, entry.article))


def is_done(article):
    """Whether an article from `with_standing` needs nothing more: readers have its newest text, or will."""
    return article.is_scheduled or (article.was_live and not article.has_changes and article.state == "draft")


def _dates(kind, choice, begin, end, now):
    name = DATES[kind]
    between = {f"{name}__gte": begin, f"{name}__lt": end}
    articles = choice.articles(Article.objects.with_standing(now)).filter(**between).select_related("writer")
    for article in articles.only("headline", "state", "head", "writer__name", name).order_by(name)[:MOST]:
        done = is_done(article) or (kind == "due" and article.state in ("review", "ready"))
        if kind == "planned" and done:
            continue  # its schedule, or the story itself, stands there
        at, who = getattr(article, name), article.writer.name if article.writer else ""
        yield Entry(kind, at, article.pk, str(article), done, at < now and not done, who)


def _begun(choice, begin, end, now):
    """What readers got, but for typos."""
    changes = [change for change in Change.values if change != Change.TYPO]
    between = {"live_from__gte": begin, "live_from__lt": end, "live_from__lte": now}
    editions = choice.editions(Edition.objects.filter(change__in=changes, **between)).order_by("live_from")
    for at, article, headline in editions.values_list("live_from", "article", "headline")[:MOST]:
        yield Entry("published", at, article, headline, done=True)


def _to_begin(choice, begin, end, now):
    earlier = Edition.objects.filter(article=OuterRef("article")).live(now)
    editions = choice.editions(Edition.objects.scheduled(begin).filter(live_from__lt=end))
    rows = editions.annotate(updates=Exists(earlier)).order_by("live_from")
    for at, article, headline, updates in rows.values_list("live_from", "article", "headline", "updates")[:MOST]:
        yield Entry("update" if updates else "scheduled", at, article, headline)


def _to_end(choice, begin, end):
    """What is to be taken down: an end at which nothing else of the same story begins."""
    successor = Edition.objects.filter(article=OuterRef("article"), live_from=OuterRef("live_until"))
    editions = Edition.objects.filter(~Exists(successor), live_until__gt=begin, live_until__lt=end)
    few = list(editions.values_list("pk", flat=True)[:MOST])  # first, so that the database does not begin with the user
    rows = choice.editions(Edition.objects.filter(pk__in=few)).values_list("live_until", "article", "headline")
    for at, article, headline in rows:
        yield Entry("ends", at, article, headline)
