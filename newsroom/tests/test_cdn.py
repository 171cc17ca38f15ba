"""Purges for a CDN: in the transaction of the change, and from there by the courier."""

import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import transaction
from django.utils import timezone

from articles import desk
from articles.tests.factories import make_live_story
from newsroom import pagecache
from newsroom.models import Purge
from newsroom.pagecache import cdn, courier
from newsroom.pagecache.table import table

pytestmark = pytest.mark.django_db(transaction=True)


class Receiver(BaseHTTPRequestHandler):
    """A CDN that notes what it is asked, and answers as `.server.answer` says."""

    def do_PURGE(self):
        self.server.asked.append(self.headers["Surrogate-Key"].split())
        self.server.headers.append(dict(self.headers))
        if self.server.answer == "hang":
            self.server.released.wait(20)
            return
        self.send_response(self.server.answer)
        if self.server.answer == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    do_POST = do_GET = do_PURGE

    def log_message(self, *args):
        pass


@pytest.fixture(autouse=True)
def edge(settings):
    """The CDN: `.asked`, a list of lists of tags; `.answer`, a status or "hang"."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.asked, server.headers, server.answer, server.released = [], [], 200, threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.CDN_PURGE_URL = f"http://127.0.0.1:{server.server_port}/purge"
    settings.CDN_PURGE_HEADERS = {"Edge-Secret": "xyzzy"}
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()


def purge(*tags):
    with transaction.atomic():
        pagecache.purge(*tags)


def make_due(**fields):
    """As if the time until the next try had passed."""
    Purge.objects.update(due=timezone.now() - timedelta(seconds=1), **fields)


def test_the_courier_takes_tags_to_it_and_a_second_time_later(edge):
    purge("story:1", "front")
    assert edge.asked == []
    courier.to_the_cdn()
    assert edge.asked == [["front", "story:1"]]
    courier.to_the_cdn()
    assert len(edge.asked) == 1
    make_due(at=timezone.now() - courier.ECHO)
    courier.to_the_cdn()
    assert edge.asked == [["front", "story:1"]] * 2
    assert not Purge.objects.exists()
    assert edge.headers[0]["Edge-Secret"] == "xyzzy"


def test_a_change_that_is_rolled_back_purges_nothing(edge):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        pagecache.purge("story:1")
        raise ZeroDivisionError
    courier.to_the_cdn()
    assert edge.asked == []


@pytest.mark.parametrize("answer", [500, 403, 302])
def test_what_it_refuses_is_tried_again(edge, answer):
    edge.answer = answer
    purge("story:1")
    with pytest.raises(OSError, match=str(answer)):
        courier.to_the_cdn()
    assert len(edge.asked) == 1  # and nobody followed the redirect
    edge.answer = 200
    courier.to_the_cdn()
    assert edge.asked == [["story:1"]] * 2


def test_one_that_hangs_holds_up_neither_the_desk_nor_the_courier_for_long(edge, editor, monkeypatch):
    monkeypatch.setattr(cdn, "TIMEOUT", 0.5)
    story = make_live_story()
    edge.answer = "hang"
    began = time.monotonic()
    desk.withdraw(story.article, by=editor, reason="It was not so.")
    assert time.monotonic() - began < 1
    began = time.monotonic()
    with pytest.raises(OSError, match="timed out"):
        courier.to_the_cdn()
    assert time.monotonic() - began < 2
    edge.answer = 200
    courier.to_the_cdn()
    assert f"story:{story.article_id}" in edge.asked[-1]


def test_many_tags_go_in_several_requests_and_very_many_as_everything(edge):
    purge(*(f"story:{number}" for number in range(450)))
    courier.to_the_cdn()
    assert [len(tags) for tags in edge.asked] == [200, 200, 50]
    purge(*(f"story:{number}" for number in range(2001)))
    courier.to_the_cdn()
    assert edge.asked[-1] == ["everything"]


def test_a_purge_that_another_courier_has_taken_is_left_to_it(edge):
    purge("story:1")
    with courier.outbox.taken(Purge.To.CDN):
        courier.to_the_cdn()
    assert edge.asked == []


def test_what_the_clock_changes_is_purged_once(edge, editor, monkeypatch):
    story = make_live_story()
    clock = courier.FromTheClock()
    clock()
    moment = timezone.now() + timedelta(seconds=30)
    desk.withdraw(story.article, by=editor, reason="It was for a day.", at=moment)
    Purge.objects.all().delete()
    clock()
    assert not Purge.objects.exists()
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment + timedelta(seconds=1))
        before = table().clock
        clock()
        clock()
        courier.to_the_cdn()
    assert len(edge.asked) == 1
    assert {f"story:{story.article_id}", "front"} <= set(edge.asked[0])
    assert table().purged_since(table().places([f"!story:{story.article_id}"]), before)


def test_as_long_as_nothing_is_scheduled_the_clock_asks_the_database_nothing(django_assert_num_queries):
    clock = courier.FromTheClock()
    clock()
    with django_assert_num_queries(0):
        clock()


def test_the_method_can_be_another(edge, settings):
    settings.CDN_PURGE_METHOD = "POST"
    cdn.send({"story:1"})
    assert edge.asked == [["story:1"]]
