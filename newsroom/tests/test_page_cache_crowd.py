"""Many who ask for the same page at the same time: one render, and nobody waits longer than for two."""

import threading
import time

import pytest

from newsroom.pagecache.table import table
from newsroom.pagecache.wrapper import COLLAPSED, OUTDATED
from newsroom.tests import paper
from newsroom.tests.visits import visit

pytestmark = pytest.mark.once


class Render:
    """A render that goes on when told so."""

    def __init__(self):
        self.begun, self.may_end = threading.Event(), threading.Event()
        paper.between[0] = self

    def __call__(self, name):
        self.begun.set()
        assert self.may_end.wait(10)


def ask(cache, address, number=1):
    """Ask in threads of their own: ([threads], [answers, as they come])."""
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(visit(cache, address))) for _ in range(number)]
    for thread in threads:
        thread.start()
    return threads, answers


def join(threads):
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


def until(condition):
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.001)


def waiting(cache, key, number):
    """Whether so many wait for the render under way."""
    flight = cache.flights.under_way.get(key)
    return flight and len(flight.landed._cond._waiters) == number


def test_two_hundred_at_once_make_one_render(printed):
    render = Render()
    threads, answers = ask(printed, "/paper/a/", 200)
    until(lambda: waiting(printed, "/paper/a/", 199))
    render.may_end.set()
    join(threads)
    assert paper.renders == ["a"]
    assert len({answer.body for answer in answers}) == 1
    assert not printed.flights.under_way


def test_what_can_not_be_kept_costs_a_crowd_two_renders(printed):
    render = Render()
    threads, answers = ask(printed, "/moved/", 50)
    until(lambda: waiting(printed, "/moved/", 49))
    render.may_end.set()
    join(threads)
    assert {answer.status for answer in answers} == {301}
    assert paper.renders == ["moved"] * 2


def test_an_answer_for_one_is_not_shared(printed):
    paper.cookies["token"] = "secret"
    render = Render()
    threads, _ = ask(printed, "/paper/a/", 5)
    until(lambda: waiting(printed, "/paper/a/", 4))
    render.may_end.set()
    join(threads)
    assert len(paper.renders) == 5


def test_who_asks_after_a_purge_does_not_get_the_render_that_began_before_it(printed):
    render = Render()
    first, before = ask(printed, "/paper/a/")
    assert render.begun.wait(10)
    paper.now["a"] = 2
    table().bump(["paper:a"])
    others, after = ask(printed, "/paper/a/", 3)
    until(lambda: waiting(printed, "/paper/a/", 3))
    render.may_end.set()
    join(first + others)
    assert before[0].body.startswith(b"a 1")
    assert all(answer.body.startswith(b"a 2") for answer in after)
    assert len(paper.renders) == 2


def make_outdated(cache, *tags):
    visit(cache, "/paper/a/")
    visit(cache, "/paper/a/")
    paper.now["a"] = 2
    table().bump(tags)
    render = Render()
    rendering, _ = ask(cache, "/paper/a/")
    assert render.begun.wait(10)
    return render, rendering


def test_while_a_page_is_rendered_anew_the_others_get_the_copy_before(printed):
    render, rendering = make_outdated(printed, "paper:a")
    answer = visit(printed, "/paper/a/")
    assert (answer.how, answer.headers["Cache-Control"]) == (OUTDATED, "no-cache")
    assert answer.body.startswith(b"a 1")
    render.may_end.set()
    join(rendering)
    assert visit(printed, "/paper/a/").body.startswith(b"a 2")


def test_nobody_gets_a_copy_of_what_was_withdrawn(printed):
    render, rendering = make_outdated(printed, "paper:a", "!paper:a")
    others, answers = ask(printed, "/paper/a/", 3)
    until(lambda: waiting(printed, "/paper/a/", 3))
    render.may_end.set()
    join(rendering + others)
    assert [(answer.how, answer.body[:3]) for answer in answers] == [(COLLAPSED, b"a 2")] * 3


def test_nobody_gets_a_copy_that_was_last_known_true_long_ago(printed):
    visit(printed, "/paper/a/")
    printed.pages.get("/paper/a/").good_at -= 1
    paper.now["a"] = 2
    table().bump(["paper:a"])
    render = Render()
    threads, answers = ask(printed, "/paper/a/", 3)
    until(lambda: waiting(printed, "/paper/a/", 2))
    render.may_end.set()
    join(threads)
    assert all(answer.body.startswith(b"a 2") for answer in answers)


def test_a_render_that_never_ends_is_given_up(printed, monkeypatch):
    monkeypatch.setattr("newsroom.pagecache.wrapper.PATIENCE", 0.01)
    stuck = Render()
    threads, _ = ask(printed, "/paper/a/")
    assert stuck.begun.wait(10)
    paper.between[0] = paper.nothing
    assert visit(printed, "/paper/a/").how == "newsroom; fwd=miss; stored"
    stuck.may_end.set()
    join(threads)
    assert not printed.flights.under_way


def test_a_render_that_breaks_leaves_nobody_waiting(printed, monkeypatch):
    def broken(*args):
        raise SystemExit

    monkeypatch.setattr("newsroom.pagecache.wrapper.render", broken)
    with pytest.raises(SystemExit):
        visit(printed, "/paper/a/")
    assert not printed.flights.under_way
