import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache, caches
from django.utils import timezone

from articles import desk
from articles.tests.factories import make_article, make_live_story, make_user
from planning import ics
from planning.models import CalendarFeed

HEADLINE = 'Chips; "large", and \\ cheap: ' + "ein Straßenfest für 鯨 und 🎉 " * 5
SOON = timezone.now().replace(microsecond=0) + timedelta(days=3)


def subscribe(client, user):
    """A new address of the user's, without its host."""
    client.force_login(user)
    html = client.post("/admin/planning/feed/", {"do": "make"}).content.decode()
    client.logout()
    return re.search(r'value="http[^"]+?(/accounts/calendar/[\w-]{43}\.ics)"', html)[1]


def events(response):
    """[{name: value}, …] of a calendar, read as RFC 5545 says: unfolded, then unescaped."""
    body = response.content
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    lines = body.decode().replace("\r\n ", "").split("\r\n")[:-1]
    found = []
    for name, value in (line.split(":", 1) for line in lines):
        if (name, value) == ("BEGIN", "VEVENT"):
            found.append({})
        elif found:
            found[-1][name] = re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), value)
    return found


def test_a_calendar_program_reads_what_is_due_planned_and_scheduled(client, editor):
    article = make_article(headline=HEADLINE.strip())
    desk.plan(article, by=None, due_at=SOON, planned_at=SOON + timedelta(hours=2))
    make_live_story(at=SOON + timedelta(hours=4), headline="Later")
    make_live_story(headline="Out already")
    response = client.get(subscribe(client, editor))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    due, planned, scheduled = events(response)
    assert due["SUMMARY"] == f"Due: {HEADLINE.strip()}"
    assert due["DTSTART"] == f"{SOON.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    assert due["UID"].startswith(f"due-{article.pk}@")
    assert due["URL"].endswith(f"/admin/articles/article/{article.pk}/change/")
    assert planned["UID"].startswith(f"planned-{article.pk}@")
    assert scheduled["SUMMARY"] == "Scheduled: Later"


def test_the_name_of_an_event_stays_when_its_date_is_moved(client, editor):
    address = subscribe(client, editor)
    article = desk.plan(make_article(), by=None, due_at=SOON)
    (before,) = events(client.get(address))
    desk.plan(article, by=None, due_at=SOON + timedelta(days=1))
    (after,) = events(client.get(address))
    assert before["UID"] == after["UID"]
    assert before["DTSTART"] != after["DTSTART"]


def test_a_headline_can_add_no_line_of_its_own():
    moment = datetime(2027, 11, 25, 8, tzinfo=UTC)
    words = "One\r\nEND:VEVENT\nX:\u2028Y\x00\x0bZ"
    body = ics.calendar("Plan", [("due-1@x", moment, words, "https://x/")], moment)
    lines = body.replace(b"\r\n ", b"").split(b"\r\n")
    assert lines.count(b"END:VEVENT") == 1
    assert b"SUMMARY:One\\nEND:VEVENT\\nX:\\nY \\nZ" in lines


def test_a_writers_calendar_has_only_their_own(client, writer):
    desk.plan(make_article(headline="Mine", owner=writer), by=None, due_at=SOON)
    desk.plan(make_article(headline="SECRET"), by=None, due_at=SOON)
    make_live_story(at=SOON, headline="SECRET")
    assert [event["SUMMARY"] for event in events(client.get(subscribe(client, writer)))] == ["Due: Mine"]


def test_no_cache_and_no_search_engine_keeps_it(client, editor):
    response = client.get(subscribe(client, editor))
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_a_new_address_ends_the_one_before_and_an_ended_one_gives_nothing(client, editor):
    first, second = subscribe(client, editor), subscribe(client, editor)
    assert [client.get(address).status_code for address in (first, second)] == [404, 200]
    client.force_login(editor)
    client.post("/admin/planning/feed/", {"do": "end"})
    assert client.get(second).status_code == 404


def test_the_address_is_shown_once_and_not_kept(client, editor):
    address = subscribe(client, editor)
    client.force_login(editor)
    secret = address.split("/")[-1].removesuffix(".ics")
    assert secret not in client.get("/admin/planning/feed/").content.decode()
    assert secret not in str(CalendarFeed.objects.values().get())


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, "role"])
def test_who_may_not_use_the_desk_any_more_gets_nothing(client, editor, change):
    address = subscribe(client, editor)
    if change == "role":
        editor.groups.clear()
    else:
        type(editor).objects.filter(pk=editor.pk).update(**change)
    assert client.get(address).status_code == 404


def test_an_address_can_be_read_only_so_often(client, editor, monkeypatch):
    monkeypatch.setattr("planning.feed.READS", 3)
    address, other = subscribe(client, editor), subscribe(client, make_user("editor"))
    assert [client.get(address).status_code for _n in range(4)] == [200, 200, 200, 429]
    assert client.get(address)["Retry-After"]
    assert client.get(other).status_code == 200


def test_wrong_addresses_push_nothing_out_of_the_cache(client, db, monkeypatch):
    monkeypatch.setattr(caches["default"], "_max_entries", 20)
    cache.set("sign-ins", 1)
    assert {client.get(f"/accounts/calendar/{n}.ics").status_code for n in range(60)} == {404}
    assert {client.get(f"/preview/{n}/").status_code for n in range(60)} == {404}
    assert cache.get("sign-ins") == 1


@pytest.mark.parametrize("token", ["none", "x" * 5000, "%00", "é"])
def test_an_address_that_nobody_has_gives_nothing(client, db, token):
    response = client.get(f"/accounts/calendar/{token}.ics")
    assert response.status_code == 404
    assert client.post(f"/accounts/calendar/{token}.ics").status_code == 405
