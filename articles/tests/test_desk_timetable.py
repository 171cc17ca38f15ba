from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import desk
from articles.tests.desk_form import LIST
from articles.tests.factories import make_article, make_live_story

HOUR = timedelta(hours=1)


@pytest.fixture
def day(editor, writer):
    """Something of each kind in the next 24 hours, something in the last, and some that is neither."""
    now, articles = timezone.now(), {name: make_article(headline=name) for name in ("coming", "held", "due", "far")}
    live = {name: make_live_story(headline=name, at=now - 30 * HOUR).article for name in ("old", "updated", "ending")}
    desk.publish(articles["coming"], by=editor, at=now + 2 * HOUR)
    desk.publish(articles["far"], by=editor, at=now + 25 * HOUR)
    desk.publish(live["updated"], by=editor, at=now + 3 * HOUR, change="update")
    desk.withdraw(live["ending"], by=editor, at=now + 4 * HOUR, reason="The offer ends.")
    desk.embargo(articles["held"], by=editor, until=now + 5 * HOUR)
    desk.plan(articles["due"], by=editor, due_at=now + 6 * HOUR)
    desk.assign(articles["due"], by=editor, writer=writer)
    make_live_story(headline="went", at=now - 5 * HOUR)


def lines(response):
    return [
        [(str(words), event.headline) for words, event in rows] for _n, _h, rows, _none in response.context["parts"]
    ]


def test_it_shows_the_next_24_hours_and_the_last(client, editor, day):
    client.force_login(editor)
    coming, passed = lines(client.get(f"{LIST}timetable/"))
    assert coming == [
        ("Goes live", "coming"),
        ("Is updated", "updated"),
        ("Is withdrawn", "ending"),
        ("Embargo ends", "held"),
        ("Text is due", "due"),
    ]
    assert passed == [("Went live", "went")]


def test_a_writer_sees_only_their_own(client, writer, day):
    client.force_login(writer)
    assert lines(client.get(f"{LIST}timetable/")) == [[("Text is due", "due")], []]


def test_what_is_in_the_trash_is_not_due(client, editor):
    article = make_article(headline="gone")
    desk.plan(article, by=editor, due_at=timezone.now() + HOUR)
    desk.trash(article, by=editor)
    client.force_login(editor)
    page = client.get(f"{LIST}timetable/")
    assert lines(page) == [[], []]
    assert "Nothing happens by itself in the next 24 hours." in page.content.decode()


def test_times_come_with_their_offset(client, editor, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    at = timezone.now() + HOUR
    desk.publish(make_article(), by=editor, at=at)
    client.force_login(editor)
    page = client.get(f"{LIST}timetable/").content.decode()
    assert "Europe/Berlin time, UTC+0" in page
    assert 'data-moment="({time} for you)"' in page


def test_it_costs_the_same_however_much_there_is(client, editor, day, django_assert_max_num_queries):
    client.force_login(editor)
    client.get(f"{LIST}timetable/")
    with CaptureQueriesContext(connection) as before:
        client.get(f"{LIST}timetable/")
    for _more in range(3):
        desk.publish(make_article(), by=editor, at=timezone.now() + HOUR)
    with django_assert_max_num_queries(len(before)):
        client.get(f"{LIST}timetable/")
