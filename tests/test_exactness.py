"""After whatever happens to a site, no page that was kept says anything else than the page made anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve
from django.urls.resolvers import URLResolver
from django.utils import timezone

from articles.models import Edition, Section, Tag
from authors.models import Author
from newsroom.pagecache import deadlines, turns
from newsroom.pagecache.table import table
from pages.models import Page
from tests.newsday import EVENTS, make_paper

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class Kept:
    """A page as a cache would hold it."""

    said: bytes
    tags: set
    clock: int  # of the purges, before it was made
    own_until: datetime | None  # its own last moment
    until: datetime | None  # that, or the site's next moment

    @classmethod
    def of(cls, client, address):
        """The page made anew, or None for one that may not be kept."""
        clock, coming = table().clock, [deadline() for deadline in deadlines]
        response = client.get(address)
        if response.status_code != 200 or not hasattr(response, "shows"):
            return None
        moments = [moment for moment in (response.until, *coming) if moment]
        return cls(response.content, response.shows, clock, response.until, min(moments, default=None))

    def is_purged(self, hard=False):
        tags = [f"!{tag}" for tag in self.tags] if hard else self.tags
        return table().purged_since(table().places(tags), self.clock)

    def is_over(self):
        return self.until is not None and self.until <= timezone.now()

    def is_told(self, since):
        """Whether the courier would tell of it, or its own moment has come."""
        told = {tag for turned in turns for tag in turned(since, timezone.now())[0]}
        return bool(self.tags & told) or (self.own_until is not None and self.own_until <= timezone.now())


class Reader:
    """Opens every address after every event, and keeps what may be kept for as long as it may."""

    def __init__(self):
        self.client, self.kept, self.wrong = Client(), {}, []

    def open_all(self):
        for address in {*addresses(), *self.kept}:
            if address not in self.kept and (page := Kept.of(self.client, address)):
                self.kept[address] = page

    def look_again(self, event, since, takes=""):
        """Compare what is kept with what it would be now. Returns how many pages changed, and went needlessly.

        `since`: when the event began. `takes`: the words that no reader is to see after it.
        """
        changed = needless = 0
        for address, kept in list(self.kept.items()):
            with transaction.atomic():  # where nothing comes out of what the process keeps
                anew = Kept.of(self.client, address)
            gone = kept.is_purged() or kept.is_over()
            if anew is None or anew.said != kept.said:
                changed += 1
                if not gone:
                    self.wrong.append(f"{event}: {address} changed and is still kept. {first_difference(kept, anew)}")
                elif not kept.is_purged() and not kept.is_told(since):
                    self.wrong.append(f"{event}: {address} changed by itself, and nobody tells the CDN")
            else:
                needless += gone
            if takes and takes.encode() in kept.said and not kept.is_purged(hard=True):
                self.wrong.append(f"{event}: {address} may still say “{takes}”")
            if gone:
                del self.kept[address]
        self.open_all()
        return changed, needless


def first_difference(kept, anew):
    pairs = zip(kept.said.splitlines(), anew.said.splitlines() if anew else (), strict=False)
    return next((pair for pair in pairs if pair[0] != pair[1]), "It is longer or shorter, or not there.")


def addresses():
    """All addresses that readers have, but for some stories that are only there to fill lists."""
    yield from ("/", "/corrections/", "/feed/", "/feed.json", "/robots.txt", "/news-sitemap.xml", "/sitemap.xml")
    yield from (f"/sitemap-{part}.xml" for part in ("sections", "pages"))
    yield from (f"/search/{query}" for query in ("", "?q=board", "?q=board&page=2", "?q=Acme", "?q=fixed"))
    for row in (*Section.objects.all(), *Author.objects.all(), *Tag.objects.all()):
        yield from (row.get_absolute_url(), f"{row.get_absolute_url()}feed/")
    for row in (Section.objects.first(), Author.objects.last()):
        yield f"{row.get_absolute_url()}?page=2"
    yield from (page.get_absolute_url() for page in Page.objects.all())
    editions = Edition.objects.order_by("-published_at", "-pk")
    months = {path[:7] for path in editions.values_list("path", flat=True)}
    yield from (f"/{place}/" for place in {*months, *(month[:4] for month in months)})
    yield from (f"/sitemap-{month.replace('/', '-')}.xml" for month in months)
    articles = list(dict.fromkeys(editions.values_list("article", flat=True)))
    for path, article in editions.filter(article__in=[*articles[:5], *articles[-2:]]).values_list("path", "article"):
        yield from (f"/{path}/", f"/{path}/history/", f"/comments/{article}/")


@pytest.fixture
def clock(monkeypatch):
    """`clock.ahead` puts on the clock by which the site goes."""
    clock, now = SimpleNamespace(ahead=timedelta()), timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + clock.ahead)
    return clock


def test_no_kept_page_is_ever_untrue(client, clock, settings, capsys):
    settings.TIME_ZONE = "Europe/Berlin"
    paper, reader = make_paper(client, clock), Reader()
    reader.open_all()
    paper.look = lambda: reader.look_again("meanwhile", timezone.now())
    lines = []
    for event, happen, takes, quiet in EVENTS:
        before, since = table().clock, timezone.now()
        happen(paper)
        assert not quiet or table().clock == before, f"{event} purged something"
        changed, needless = reader.look_again(event, since, takes)
        lines.append(f"{changed:4} changed {needless:4} went needlessly of {len(reader.kept)}: {event}")
    with capsys.disabled():
        print("", *lines, sep="\n")
    assert not reader.wrong, "\n".join(reader.wrong)


def test_no_page_changes_by_itself(client, clock):
    make_paper(client, clock)
    reader = Reader()
    reader.open_all()
    since = timezone.now()
    clock.ahead += timedelta(seconds=3)
    assert reader.look_again("three seconds pass", since) == (0, 0)


def test_every_view_that_may_be_kept_is_looked_at(client, clock):
    make_paper(client, clock)
    looked_at = {resolve(address.partition("?")[0]).func for address in addresses()}
    assert {view for view in views(get_resolver()) if hasattr(view, "params")} <= looked_at


def views(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern)
        else:
            yield pattern.callback
