"""A database that is away: pages from memory still come, copies marked as outdated too, and the rest says 503."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, connections
from django.urls import reverse

from newsroom.pagecache.table import EVERYTHING, table
from newsroom.pagecache.wrapper import OUTDATED
from newsroom.tests import paper
from newsroom.tests.visits import visit

STORY = "/2026/11/any-story/"


@pytest.fixture
def down(db, monkeypatch):
    """Call it, and no connection answers any more."""

    def away(*args, **kwargs):
        raise OperationalError("it is away")

    with monkeypatch.context() as patch:
        yield lambda: [patch.setattr(connection, "cursor", away) for connection in connections.all()]


@pytest.fixture
def site(db, _kept_connections):
    return get_wsgi_application()


@pytest.mark.parametrize("address", ["/", STORY, "/search/?q=x", "/none/", "/comments/1/", "/admin/"])
def test_what_needs_it_says_503_and_when_to_try_again(site, down, address):
    down()
    answer = visit(site, address, HTTP_COOKIE=f"sessionid={'a' * 32}")
    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"not available" in answer.body


def test_nothing_that_was_sent_is_claimed_saved(client, writer, down):
    client.force_login(writer)
    client.raise_request_exception = False
    down()
    answer = client.post(reverse("admin:articles_article_add"), {"headline": "Typed for an hour"})
    assert answer.status_code == 503
    assert "take it as not saved" in answer.content.decode()


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, DatabaseError])
def test_a_page_from_memory_needs_no_database(printed, error):
    def away(name):
        raise error("it is away")

    visit(printed, "/paper/a/")
    visit(printed, "/paper/b/")
    paper.between[0] = away
    assert visit(printed, "/paper/a/").how == "newsroom; hit"
    table().bump(["paper:a"])
    copy = visit(printed, "/paper/a/")
    assert (copy.status, copy.how, copy.headers["Cache-Control"]) == (200, OUTDATED, "no-cache")
    assert visit(printed, "/paper/c/").status == 503
    assert visit(printed, "/paper/b/").how == "newsroom; hit"


def test_it_is_not_asked_for_each_copy(printed):
    def away(name):
        raise OperationalError("it is away")

    visit(printed, "/paper/a/")
    table().bump(["paper:a"])
    paper.between[0] = away
    for _ in range(5):
        assert visit(printed, "/paper/a/").how == OUTDATED
    assert len(paper.renders) == 2
    printed.database_rests_until = 0
    paper.between[0] = paper.nothing
    assert visit(printed, "/paper/a/").how == "newsroom; fwd=miss; stored"


def test_what_was_withdrawn_is_not_shown_even_now(printed):
    def away(name):
        raise OperationalError("it is away")

    visit(printed, "/paper/a/")
    visit(printed, "/paper/b/")
    table().bump(["paper:a", "!paper:a"])
    table().bump([EVERYTHING])
    paper.between[0] = away
    assert visit(printed, "/paper/a/").status == 503
    assert visit(printed, "/paper/b/").how == OUTDATED


def test_nor_is_what_a_moment_has_ended(printed):
    def away(name):
        raise OperationalError("it is away")

    visit(printed, "/paper/a/")
    entry = printed.pages.get("/paper/a/")
    entry.deadline = entry.check_at = 1.0
    paper.between[0] = away
    assert visit(printed, "/paper/a/").status == 503


def test_deadlines_that_need_it_are_no_way_round(printed, monkeypatch):
    def away():
        raise OperationalError("it is away")

    visit(printed, "/paper/a/")
    table().bump(["paper:a"])
    monkeypatch.setattr("newsroom.pagecache.rendering.deadlines", [away])
    assert visit(printed, "/paper/b/").status == 503
    assert visit(printed, "/paper/a/").how == OUTDATED


def test_a_fault_of_ours_is_no_fault_of_the_database(printed):
    def broken(name):
        raise IntegrityError("a fault")

    visit(printed, "/paper/a/")
    table().bump(["paper:a"])
    paper.between[0] = broken
    assert visit(printed, "/paper/a/").status == 500
