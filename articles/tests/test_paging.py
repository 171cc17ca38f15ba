"""Where a list's pages begin, against a plain sort of what is live."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import desk, paging, wallclock
from articles.models import Edition
from articles.tests.factories import make_article, make_author, make_live_story, make_section

DATES = [datetime(2025, 12, 31, 23, 30, tzinfo=UTC), *(datetime(2026, n, 3, 12, tzinfo=UTC) for n in (1, 2, 2, 5))]


@pytest.fixture(autouse=True)
def _three_a_page(monkeypatch):
    monkeypatch.setattr(paging, "PAGE", 3)
    paging._shelves.clear()


@pytest.fixture
def world(settings):
    """Places to file a story under, and `publish`, which files one under some of them at one of a few dates."""
    settings.TIME_ZONE = "Europe/Berlin"
    return World(random.Random(7))


class World:
    def __init__(self, chance):
        self.chance = chance
        self.sections, self.authors = [make_section(), make_section()], [make_author(), make_author()]

    def publish(self, at=None):
        ada, ben = self.authors
        return make_live_story(
            at=at or self.chance.choice(DATES) + timedelta(minutes=self.chance.choice([0, 0, 7])),
            section=self.chance.choice(self.sections),
            tags=self.chance.sample(["Acme", "Lidar"], self.chance.randint(0, 2)),
            bylines=self.chance.choice([[(ada, "words"), (ada, "photos")], [(ben, "words")], [(ada, "words")]]),
        )

    def shelves(self):
        from articles.models import Tag

        yield from (("section", section.pk) for section in self.sections)
        yield from (("author", author.pk) for author in self.authors)
        yield from (("tag", tag.pk) for tag in Tag.objects.all())
        yield from [
            ("year", "2025"),
            ("year", "2026"),
            ("month", "2026-01"),
            ("month", "2026-02"),
            ("month", "1999-01"),
        ]
        yield paging.SITE


def on_shelf(shelf):
    """The live editions of a shelf as (published_at, id), by a plain sort."""
    kind, key = shelf
    live = Edition.objects.live()
    if kind in ("section", "tag"):
        live = live.filter(**{"section" if kind == "section" else "tagged__tag": key})
    elif kind == "author":
        live = live.filter(bylines__author=key).distinct()
    rows = live.values_list("published_at", "pk")
    if kind in ("year", "month"):
        form = "%Y" if kind == "year" else "%Y-%m"
        rows = [row for row in rows if f"{row[0].astimezone(wallclock.zone()):{form}}" == key]
    return sorted(rows, reverse=True)


def expect_right_pages(world):
    for shelf in world.shelves():
        rows = on_shelf(shelf)
        beginnings = [paging.start(shelf, number) for number in range(2, len(rows) // 3 + 3)]
        assert beginnings == [*rows[3::3], *[None] * (len(beginnings) - len(rows[3::3]))], shelf
        assert sum(paging.counts(shelf).values()) == len(rows), shelf


def change(world):
    """Do one thing of those that change lists."""
    live = list(Edition.objects.live())
    deed = world.chance.choice(["publish", "publish", "schedule", "withdraw", "later", "update"]) if live else "publish"
    if deed in ("publish", "schedule"):
        world.publish(timezone.now() + timedelta(days=world.chance.randint(1, 40)) if deed == "schedule" else None)
        return
    article = world.chance.choice(live).article
    if deed == "update" and not article.scheduled_edition() and not article.live_edition().live_until:
        desk.save(article, by=None, section=world.chance.choice(world.sections))
        desk.publish(article, by=None, change="update")
    elif deed != "update":
        at = timezone.now() + timedelta(days=world.chance.randint(1, 40)) if deed == "later" else None
        desk.withdraw(article, by=None, reason="Wrong.", at=at)


def test_pages_are_those_of_a_plain_sort_in_a_transaction(db, world):
    for _n in range(25):
        change(world)
    expect_right_pages(world)


def test_kept_counts_follow_every_change_and_the_clock(transactional_db, world, monkeypatch):
    for n in range(24):
        change(world)
        if n % 3 == 2:
            expect_right_pages(world)
    for days in (3, 11, 24, 41):
        later = timezone.now() + timedelta(days=days)
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda later=later: later)
            expect_right_pages(world)


def test_a_kept_list_costs_one_query_a_page_and_page_one_none(transactional_db, world):
    section = make_section()
    for date in DATES * 2:
        make_live_story(at=date, section=section)
    shelf = ("section", section.pk)
    paging.start(shelf, 2)
    spent = []
    for number in (1, 2, 3, 4, 5):
        with CaptureQueriesContext(connection) as queries:
            paging.start(shelf, number)
        spent.append(len(queries))
    assert spent == [0, 1, 1, 1, 0]


def test_only_a_purged_month_is_counted_again(transactional_db, world):
    section = make_section()
    for date in DATES:
        make_live_story(at=date, section=section)
    shelf = ("section", section.pk)
    paging.counts(shelf)
    make_live_story(at=DATES[2], section=section)
    with CaptureQueriesContext(connection) as queries:
        assert paging.counts(shelf)[(2026, 2)] == 3
    counting = [query["sql"] for query in queries if "WITH stretches" in query["sql"]]
    assert len(counting) == 1
    assert "2026-02-28 23:00" in counting[0], "up to its end by the site's clock"
    assert "2026-01-31 23:00" in counting[0]
    assert "2026-03-" not in counting[0], "and no other month"


def test_no_more_lists_are_kept_than_there_is_room_for(db, transactional_db, monkeypatch):
    monkeypatch.setattr(paging, "KEPT", 2)
    for key in (1, 2, 3):
        paging.counts(("section", key))
    assert list(paging._shelves) == [("section", 2), ("section", 3)]


def test_there_is_no_page_zero_and_a_draft_has_no_place(db):
    section = make_section()
    make_article(section=section)
    assert paging.start(("section", section.pk), 0) is None
    assert paging.start(("section", section.pk), -1) is None
    assert paging.start(("section", section.pk), 1) == paging.FIRST
    assert paging.start(("section", section.pk), 2) is None
