"""A prepared query answers as the queryset does that it was made from, whatever the values."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Edition, Section, Tag
from articles.tests.factories import make_live_story, make_section
from newsroom.prepared import Prepared, planned_once

NAMES = ["path", "published_at", "related_pins", "comments_open", "section__name"]


@Prepared
def live(at, path):
    return Edition.objects.live(at).filter(path=path).values_list(*NAMES)


@Prepared
def named(articles):
    return Edition.objects.filter(article__in=articles).order_by("pk").values_list("headline", flat=True)


def test_it_gives_what_the_queryset_gives(db):
    story = make_live_story(related_pins=[3, 4])
    make_live_story()
    now = timezone.now()
    [row] = live(now, story.path)
    assert tuple(row) == Edition.objects.live(now).filter(path=story.path).values_list(*NAMES).get()
    assert row[1] == story.published_at


def test_it_knows_the_moment_anew_at_each_call(db):
    story = make_live_story()
    assert live(story.live_from, story.path)
    assert not live(story.live_from - timedelta(microseconds=1), story.path)
    assert live(story.live_from, story.path)


@pytest.mark.parametrize("value", ["' OR 1=1 --", "%s", "100% (of) %(them)s", "", "the value at place 1", "ü\u2028😀"])
def test_a_value_stays_a_value(db, value):
    make_live_story()
    assert live(timezone.now(), value) == []


def test_a_value_is_found_again_whatever_is_in_it(db):
    Section.objects.create(name="100% '; %s", slug="odd")
    by_name = Prepared(lambda name: Section.objects.filter(name=name).values_list("slug"))
    assert [tuple(row) for row in by_name("100% '; %s")] == [("odd",)]


def test_it_gives_one_row_by_its_place(db):
    first, second = (make_live_story(headline=name).article_id for name in ("One", "Two"))
    assert [named.nth(n, (first, second)) for n in range(3)] == [("One",), ("Two",), None]


def test_it_takes_any_number_of_ids(db):
    one, two = make_live_story(headline="One"), make_live_story(headline="Two")
    assert [row[0] for row in named((one.article_id,))] == ["One"]
    assert [row[0] for row in named((two.article_id, one.article_id))] == ["One", "Two"]
    assert [row[0] for row in named((one.article_id, one.article_id, one.article_id))] == ["One"]
    assert named(()) == []


def test_it_costs_one_query(db):
    story = make_live_story()
    live(timezone.now(), story.path)
    with CaptureQueriesContext(connection) as queries:
        live(timezone.now(), story.path)
    assert len(queries) == 1


@pytest.mark.parametrize("value", [None, True, 1.5, b"x", [1]])
def test_it_refuses_other_kinds_of_values(db, value):
    with pytest.raises(TypeError):
        Prepared(lambda value: Tag.objects.filter(pk=value).values_list("pk"))(value)


def test_it_refuses_a_lookup_that_changes_the_value(db):
    begins = Prepared(lambda text: Tag.objects.filter(name__startswith=text).values_list("pk"))
    with pytest.raises(TypeError, match="as it is"):
        begins("a")


def test_it_refuses_a_value_that_does_not_reach_the_database(db):
    make_section()
    with pytest.raises(TypeError, match="as it is"):
        Prepared(lambda most: Section.objects.values_list("pk")[:most])(1)


def test_postgresql_plans_it_once(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has its plans in the process")
    paths = [make_live_story().path for _ in range(8)]
    assert [row[0] for path in paths for row in live(timezone.now(), path)] == paths
    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement ~ 'live_until'")
        assert [runs for (runs,) in cursor.fetchall()] == [3]  # the first five were sent by themselves


def test_postgresql_plans_a_list_by_how_long_it_is_unless_told_otherwise(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has its plans in the process")
    for kind, kept in ((Prepared, 0), (planned_once, 1)):
        latest = kind(lambda at: Edition.objects.live(at).newest_first().values_list("pk")[:3])
        for _ in range(8):
            latest(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'LIMIT'")
            assert cursor.fetchone() == (kept,)


def test_a_connection_that_broke_is_made_anew(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection that can break")
    live(timezone.now(), "warm")
    connection.health_check_enabled, connection.health_check_done = True, False  # as at the beginning of a request
    with connection.copy().cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    assert live(timezone.now(), "again") == []
