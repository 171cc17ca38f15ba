import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles.tests.factories import make_article, make_live_story
from articles.tests.test_desk_verbs import press

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def desk_in_berlin(settings, client, editor):
    settings.TIME_ZONE = "Europe/Berlin"
    client.force_login(editor)


def next_change(backwards):
    """The first wall-clock time inside the next hour that Berlin's clocks repeat, or skip."""
    day = datetime.now(BERLIN).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)
    while True:
        step = (day + timedelta(days=1)).utcoffset() - day.utcoffset()
        if (step < timedelta(0)) if backwards else (step > timedelta(0)):
            return (day + timedelta(days=1)).replace(hour=2, minute=30, tzinfo=None)
        day += timedelta(days=1)


def test_a_time_is_taken_as_the_sites_and_stored_as_a_moment(client):
    article = make_article()
    year = timezone.now().year + 1
    response = press(client, article, "schedule", when="later", at=f"{year}-01-31T09:00")
    assert article.scheduled_edition().live_from == datetime(year, 1, 31, 8, 0, tzinfo=UTC)
    assert f"31 January {year}, 09:00 (UTC+01:00)" in response.content.decode()
    assert article.live_edition() is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Europe/Berlin", r"Europe/Berlin time, UTC\+0[12]:00; it is \d\d:\d\d there now\."),
        ("UTC", r"UTC; it is \d\d:\d\d now\."),
    ],
)
def test_the_page_tells_which_clock_it_goes_by(client, settings, name, sentence):
    settings.TIME_ZONE = name
    page = client.get(f"/admin/articles/article/{make_article().pk}/publish/").content.decode()
    assert re.search(sentence, page)


@pytest.mark.parametrize("backwards", [True, False])
def test_an_hour_that_is_repeated_or_skipped_is_asked_back(client, backwards):
    article, wall = make_article(), next_change(backwards)
    posted = {"when": "later", "at": wall.isoformat(timespec="minutes")}
    response = press(client, article, "publish", **posted)
    assert "at" in response.context["form"].errors
    choices = response.context["form"].fields["at"].widget.choices
    assert len(choices) == 2
    assert posted["at"] in response.content.decode()
    assert not article.editions.exists()
    press(client, article, "publish", **posted, at_which=choices[1].isoformat())
    chosen = article.scheduled_edition().live_from
    assert chosen == choices[1]
    assert (chosen.astimezone(BERLIN).replace(tzinfo=None) == wall) is backwards


def test_an_instant_that_was_not_offered_is_not_taken(client):
    article, wall = make_article(), next_change(backwards=True)
    other = (wall.replace(tzinfo=BERLIN) + timedelta(days=3)).isoformat()
    press(client, article, "publish", when="later", at=wall.isoformat(), at_which=other)
    assert not article.editions.exists()


@pytest.mark.parametrize("at", ["", "soon", "2020-01-01T09:00", "0001-01-01T00:00", "2027-02-30T09:00"])
def test_what_is_no_time_or_past_is_refused_at_its_field(client, at):
    article = make_article()
    response = press(client, article, "publish", when="later", at=at)
    assert "at" in response.context["form"].errors
    assert not article.editions.exists()


def test_the_end_of_time_is_a_time_or_none_but_no_crash(client, settings):
    for name in ("Europe/Berlin", "America/New_York"):
        settings.TIME_ZONE = name
        response = press(client, make_article(), "publish", when="later", at="9999-12-31T23:59")
        assert response.status_code == 200


def test_a_live_story_can_be_taken_down_later(client):
    article = make_live_story().article
    at = (timezone.now() + timedelta(days=2)).astimezone(BERLIN).replace(microsecond=0, second=0)
    press(client, article, "withdraw", reason="The offer ends.", when="later", at=at.replace(tzinfo=None).isoformat())
    assert article.live_edition().live_until == at
    page = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert "Withdrawal scheduled for" in page
    press(client, article, "cancel")
    assert article.live_edition().live_until is None
