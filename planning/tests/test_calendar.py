from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles import desk
from articles.models import Article
from articles.tests.factories import make_article, make_live_story, make_section, make_user

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def _berlin(settings):
    settings.TIME_ZONE = "Europe/Berlin"


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


def at(day, hour=9, minute=0, **fields):
    return datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=BERLIN, **fields)


def planned(day="2027-11-25", hour=9, **fields):
    """An article that is due then, and planned for an hour later."""
    article = make_article(**fields)
    return desk.plan(article, by=None, due_at=at(day, hour), planned_at=at(day, hour + 1))


def shown(client, address):
    """{day: [(kind, headline), …]} of a page of the calendar."""
    days = client.get(address).context["days"]
    return {str(day.date): [(entry.kind, entry.headline) for entry in day.entries] for day in days if day.entries}


def test_a_month_shows_what_is_due_planned_and_scheduled_on_their_days(editor_client):
    planned(headline="Chips")
    make_live_story(at=at("2027-11-26"), headline="Later")
    found = shown(editor_client, "/admin/planning/?month=2027-11")
    assert found == {"2027-11-25": [("due", "Chips"), ("planned", "Chips")], "2027-11-26": [("scheduled", "Later")]}
    assert shown(editor_client, "/admin/planning/?week=2027-W47") == found
    assert shown(editor_client, "/admin/planning/?week=2027-W46") == {}


def test_a_scheduled_update_and_a_withdrawal_stand_on_their_days(editor_client, editor):
    updated, ending = make_live_story(headline="Updated"), make_live_story(headline="Ending")
    desk.save(updated.article, by=editor, headline="Updated again")
    desk.publish(updated.article, by=editor, at=at("2027-11-26"), change="update")
    desk.withdraw(ending.article, by=editor, reason="Over.", at=at("2027-11-27"))
    found = shown(editor_client, "/admin/planning/?month=2027-11")
    assert found == {"2027-11-26": [("update", "Updated again")], "2027-11-27": [("ends", "Ending")]}


def test_past_days_show_what_was_published(editor_client):
    make_live_story(headline="Out")
    today = timezone.now().astimezone(BERLIN).date()
    assert shown(editor_client, "/admin/planning/")[str(today)] == [("published", "Out")]


def test_a_day_is_the_sites_and_not_that_of_utc(editor_client):
    article = make_article(headline="Late")
    desk.plan(article, by=None, due_at=datetime(2027, 11, 24, 23, 30, tzinfo=UTC))
    assert shown(editor_client, "/admin/planning/?month=2027-11") == {"2027-11-25": [("due", "Late")]}


def test_a_writer_sees_only_their_own(client, writer):
    planned(headline="Mine", owner=writer)
    planned(headline="SECRET")
    make_live_story(at=at("2027-11-26"), headline="SECRET scheduled")
    client.force_login(writer)
    for view in ("month=2027-11", "week=2027-W47", f"month=2027-11&person={make_user('editor').pk}"):
        response = client.get(f"/admin/planning/?{view}")
        assert b"Mine" in response.content
        assert b"SECRET" not in response.content
        assert b"data-what" not in response.content  # nothing that they could move


def test_the_trash_stands_in_no_calendar(editor_client, editor):
    article = planned(headline="Gone")
    desk.trash(article, by=editor)
    assert shown(editor_client, "/admin/planning/?month=2027-11") == {}


def test_a_calendar_can_be_narrowed_to_a_section_and_a_person(editor_client, writer, editor):
    phones = make_section(name="Phones", slug="phones")
    planned(headline="Phone", section=phones)
    desk.assign(planned(headline="Written"), by=editor, writer=writer)
    assert len(shown(editor_client, "/admin/planning/?month=2027-11")["2027-11-25"]) == 4
    of_section = shown(editor_client, "/admin/planning/?month=2027-11&section=phones")["2027-11-25"]
    assert of_section == [("due", "Phone"), ("planned", "Phone")]
    of_person = shown(editor_client, f"/admin/planning/?month=2027-11&person={writer.pk}")["2027-11-25"]
    assert of_person == [("due", "Written"), ("planned", "Written")]


@pytest.mark.parametrize("query", ["month=x", "month=2027-13", "month=9999-12", "week=2027-W60", "week=", "week=2027"])
def test_an_address_that_names_no_month_or_week_says_so_and_shows_the_present_one(editor_client, query):
    response = editor_client.get(f"/admin/planning/?{query}")
    assert response.status_code == 200
    assert any(day.today for day in response.context["days"])
    assert (b"There is no" in response.content) == (query != "week=")


@pytest.mark.parametrize("query", ["section=none", "person=x", "person=0", f"person={10**30}", "moving=due-1"])
def test_a_filter_for_what_does_not_exist_filters_nothing(editor_client, query):
    planned(headline="There")
    assert b"There" in editor_client.get(f"/admin/planning/?month=2027-11&{query}").content


def replan(client, article, day, kind="due", **more):
    seen = getattr(Article.objects.get(pk=article.pk), f"{kind}_at").isoformat()
    data = {"what": f"{kind}-{article.pk}", "seen": seen, "day": day, "back": "?month=2027-11", **more}
    return client.post("/admin/planning/move/", data, follow=True)


def test_moving_keeps_the_time_of_the_day_also_across_a_change_of_the_clocks(editor_client):
    article = planned(day="2027-10-29")
    response = replan(editor_client, article, "2027-11-02")
    assert response.redirect_chain == [("/admin/planning/?month=2027-11", 302)]
    article.refresh_from_db()
    assert article.due_at.astimezone(BERLIN) == at("2027-11-02", 9)
    assert article.planned_at.astimezone(BERLIN) == at("2027-10-29", 10)


def test_a_move_can_be_undone_once(editor_client):
    article = planned()
    response = replan(editor_client, article, "2027-11-27")
    moved = response.context["replanned"]
    undo = {"what": moved["what"], "at": moved["was"], "seen": moved["is"], "back": "?month=2027-11"}
    assert b"Undo" not in editor_client.get("/admin/planning/?month=2027-11").content
    editor_client.post("/admin/planning/move/", undo)
    article.refresh_from_db()
    assert article.due_at == at("2027-11-25")
    assert b"Undo" not in editor_client.get("/admin/planning/?month=2027-11").content


def test_what_somebody_else_moved_meanwhile_is_not_moved(editor_client):
    article = planned()
    seen = article.due_at.isoformat()
    desk.plan(article, by=None, due_at=at("2027-11-20"))
    response = replan(editor_client, article, "2027-11-27", seen=seen)
    assert b"Somebody else moved this" in response.content
    article.refresh_from_db()
    assert article.due_at == at("2027-11-20")


@pytest.mark.parametrize(("day", "hour"), [("2027-03-28", 2), ("2027-10-31", 2)])
def test_an_hour_that_the_clocks_skip_or_repeat_is_asked_for_by_hand(editor_client, day, hour):
    article = planned(hour=hour)
    response = replan(editor_client, article, day)
    assert b"clocks change that night" in response.content
    assert f"/admin/articles/article/{article.pk}/plan/".encode() in response.content
    article.refresh_from_db()
    assert article.due_at == at("2027-11-25", hour)


@pytest.mark.parametrize("day", ["", "x", "2027-02-30", "0001-01-01", "9999-12-31", "2027-11-27T10:00"])
def test_a_day_that_is_none_moves_nothing(editor_client, day):
    article = planned()
    assert b"Give a day" in replan(editor_client, article, day).content
    for moment in (day, "0001-01-01T00:00+14:00", "9999-12-31T23:00-14:00"):
        assert b"no such moment" in replan(editor_client, article, day, at=moment).content
    article.refresh_from_db()
    assert article.due_at == at("2027-11-25")


def test_the_way_back_leads_nowhere_but_to_the_calendar(editor_client):
    article = planned()
    for back in ("https://evil.example", "?x=1\r\nSet-Cookie: a=b", "//evil.example"):
        response = replan(editor_client, article, "2027-11-27", back=back)
        assert response.status_code == 200
        assert response.redirect_chain[0][0].startswith("/admin/planning/?")


def test_what_was_handed_in_is_not_overdue(editor_client, editor):
    late, done = make_article(headline="Late"), make_article(headline="Done")
    for article in (late, done):
        desk.plan(article, by=None, due_at=timezone.now() - timedelta(minutes=1))
    desk.submit(done, by=editor)
    days = editor_client.get("/admin/planning/").context["days"]
    found = {entry.headline: (entry.late, entry.done) for day in days for entry in day.entries}
    assert found == {"Late": (True, False), "Done": (False, True)}


def test_without_javascript_a_link_opens_the_form_to_move(editor_client):
    article = planned(headline="Chips")
    page = editor_client.get(f"/admin/planning/?month=2027-11&moving=due-{article.pk}")
    assert page.context["moving"].headline == "Chips"
    assert b"Move \xe2\x80\x9cChips\xe2\x80\x9d" in page.content
