from datetime import UTC, datetime

import pytest

from articles import desk
from articles.tests.factories import make_article, make_live_story, make_section

DAY = datetime(2027, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture(autouse=True)
def _utc(settings):
    settings.TIME_ZONE = "UTC"


def listed(client, query):
    groups = client.get(f"/admin/planning/budget/?{query}").context["groups"]
    return [(str(section), [line.article.headline for line in lines]) for section, lines in groups]


def test_the_stories_of_a_day_stand_by_section_in_the_order_of_time(editor_client):
    chips, phones = (make_section(name=name, slug=name, position=n) for n, name in enumerate(["chips", "phones"]))
    desk.plan(make_article(headline="Phone", section=phones), by=None, due_at=DAY)
    desk.plan(make_article(headline="Noon", section=chips), by=None, planned_at=DAY.replace(hour=12))
    make_live_story(headline="Ten", section=chips, at=DAY.replace(hour=10))
    desk.plan(make_article(headline="Next day", section=chips), by=None, due_at=DAY.replace(day=26))
    day = [("chips", ["Ten", "Noon"]), ("phones", ["Phone"])]
    assert listed(editor_client, "date=2027-11-25") == day
    assert listed(editor_client, "date=2027-11-25&days=3")[0] == ("chips", ["Ten", "Noon", "Next day"])
    assert listed(editor_client, "date=2027-11-25&section=phones") == day[1:]


def test_a_line_says_slug_length_people_and_dates(editor_client, writer, editor):
    article = make_article(headline="Chips", slug="chips-2027", body="One two three four.")
    desk.assign(article, by=editor, writer=writer, editor=editor)
    desk.plan(article, by=editor, due_at=DAY, planned_at=DAY.replace(hour=15))
    html = editor_client.get("/admin/planning/budget/?date=2027-11-25").content.decode()
    for words in ("chips-2027", ">4<", writer.name, editor.name, "25 Nov 2027, 09:00", "25 Nov 2027, 15:00", "Draft"):
        assert words in html, words


def test_a_writer_sees_only_their_own(client, writer):
    desk.plan(make_article(headline="Mine", owner=writer), by=None, due_at=DAY)
    desk.plan(make_article(headline="SECRET"), by=None, due_at=DAY)
    make_live_story(headline="SECRET", at=DAY)
    client.force_login(writer)
    response = client.get("/admin/planning/budget/?date=2027-11-25")
    assert b"Mine" in response.content
    assert b"SECRET" not in response.content


@pytest.mark.parametrize("query", ["date=x", "date=2027-02-30", "date=9999-12-31", "date=0001-01-01"])
def test_a_day_that_is_none_is_said_to_be_none(editor_client, query):
    response = editor_client.get(f"/admin/planning/budget/?{query}&days=40")
    assert response.status_code == 200
    assert b"There is no day" in response.content
