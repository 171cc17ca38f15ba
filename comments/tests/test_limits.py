"""Three comments a minute and twenty an hour from one place."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.utils import timezone

from articles.tests.factories import make_live_story
from comments import limits
from comments.models import Comment
from comments.tests.factories import make_comment, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_live_story()


def came_from(story, address, *ages):
    """Comments that came from an address so many seconds ago."""
    for age in ages:
        at = timezone.now() - timedelta(seconds=age)
        make_comment(story, at=at, ip_hash=limits.hash_of(limits.place_of(address), at), status="held")


def test_the_fourth_within_a_minute_is_answered_by_429_with_the_text_kept(client, story):
    for _ in range(3):
        assert send(client, story).status_code == 302
    response = send(client, story, body="My careful words")
    assert response.status_code == 429
    assert 1 <= int(response.headers["Retry-After"]) <= 61
    assert "My careful words" in response.content.decode()
    assert Comment.objects.count() == 3


def test_the_twenty_first_within_an_hour_has_to_wait(client, story):
    came_from(story, "127.0.0.1", *range(120, 120 + 19 * 60, 60), 3500)
    response = send(client, story)
    assert response.status_code == 429
    assert 60 < int(response.headers["Retry-After"]) <= 102


def test_after_a_minute_there_is_room_again(client, story):
    came_from(story, "127.0.0.1", 61, 62, 63)
    assert send(client, story).status_code == 302


def test_the_limit_holds_across_midnight(story):
    midnight = timezone.now().replace(hour=0, minute=0, second=10)
    before = midnight - timedelta(seconds=20)
    for _ in range(3):
        make_comment(story, at=before, ip_hash=limits.hash_of("192.0.2.1", before))
    assert limits.hash_of("192.0.2.1", before) != limits.hash_of("192.0.2.1", midnight)
    with pytest.raises(limits.TooMany):
        limits.require_room("192.0.2.1", midnight)


def test_other_places_are_not_affected(client, story):
    came_from(story, "192.0.2.1", 1, 2, 3)
    assert send(client, story).status_code == 302


def test_addresses_of_one_ipv6_network_are_one_place(client, story):
    came_from(story, "2001:db8:1:2::1", 1, 2, 3)
    client.defaults["REMOTE_ADDR"] = "2001:db8:1:2:ffff::9"
    assert send(client, story).status_code == 429
    client.defaults["REMOTE_ADDR"] = "2001:db8:1:3::1"
    assert send(client, story).status_code == 302


def test_no_address_is_stored(client, story):
    client.defaults["REMOTE_ADDR"] = "192.0.2.77"
    send(client, story)
    row = Comment.objects.values().get()
    assert len(row["ip_hash"]) == 64
    assert not [value for value in row.values() if "192.0.2.77" in str(value)]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "10.0.0.1", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.2", "10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1", "10.0.0.1"),
        (1, "", "10.0.0.1", "10.0.0.1"),
        (1, "nonsense", "10.0.0.1", "10.0.0.1"),
        (1, "203.0.113.9:4711", "10.0.0.1", "203.0.113.9"),
        (1, "[2001:db8::1]:4711", "10.0.0.1", "2001:db8::1"),
        (1, "fe80::1%eth0", "10.0.0.1", "fe80::1"),
        (0, "", "::ffff:192.0.2.1", "192.0.2.1"),
        (0, "", "", ""),
    ],
)
def test_the_client_is_counted_from_the_end_of_the_proxies(settings, proxies, forwarded, remote, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert limits.client_address(RequestFactory(REMOTE_ADDR=remote).get("/", headers=headers)) == address


def test_who_makes_up_addresses_is_still_limited(client, story, settings):
    settings.TRUSTED_PROXIES = 1
    answers = [
        send(client, story, headers={"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.9"}).status_code for n in range(4)
    ]
    assert answers == [302, 302, 302, 429]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time by itself")
@pytest.mark.django_db(transaction=True)
def test_comments_sent_side_by_side_are_counted_one_after_the_other():
    stories = [make_live_story() for _ in range(8)]

    def status_of(story):
        try:
            return send(Client(), story).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(stories)) as pool:
        answers = sorted(pool.map(status_of, stories))
    assert answers == [302] * 3 + [429] * 5
