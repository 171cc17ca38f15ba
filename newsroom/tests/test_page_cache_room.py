"""Room for what takes its time, so that pages in memory come also while all else is stuck."""

import threading
import time

import pytest

from newsroom.pagecache.room import NoRoom, Room
from newsroom.pagecache.table import table
from newsroom.pagecache.wrapper import OUTDATED
from newsroom.tests import paper
from newsroom.tests.test_page_cache_crowd import Render, ask, join, until
from newsroom.tests.visits import visit

pytestmark = pytest.mark.once
LONG = 10.0


class Guest(threading.Thread):
    """Somebody who comes in as soon as there is room, and stays until `may_go` is set; `.refused`."""

    def __init__(self, room):
        super().__init__(daemon=True)
        self.room, self.came_in, self.may_go, self.refused = room, threading.Event(), threading.Event(), False
        self.start()

    def run(self):
        try:
            with self.room.place():
                self.came_in.set()
                self.may_go.wait(LONG)
        except NoRoom:
            self.refused = True

    def leave(self):
        self.may_go.set()
        self.join(LONG)
        assert not self.is_alive()


def fill(room, number):
    guests = [Guest(room) for _ in range(number)]
    assert all(guest.came_in.wait(LONG) for guest in guests)
    return guests


def is_waiting(room):
    return bool(room.door._waiters)


def test_one_thread_stays_free():
    room = Room(threads=4)
    guests = fill(room, 3)
    fourth = Guest(room)
    until(lambda: is_waiting(room))
    assert not fourth.came_in.is_set()
    guests[0].leave()
    assert fourth.came_in.wait(LONG)
    for guest in (*guests, fourth):
        guest.leave()
    assert not room.inside


def test_a_single_thread_lets_everybody_in():
    room = Room(threads=1)
    for guest in fill(room, 20):
        guest.leave()


def test_in_a_burst_nobody_is_refused():
    room, done = Room(threads=4, late=1.0), []

    def come_and_go():
        for _ in range(20):
            with room.place():
                assert len(room.inside) <= 3
                time.sleep(0.001)
            done.append(1)

    threads = [threading.Thread(target=come_and_go) for _ in range(12)]
    for thread in threads:
        thread.start()
    join(threads)
    assert len(done) == 240


def test_once_all_inside_are_stuck_those_who_wait_and_whoever_comes_are_refused():
    room = Room(threads=3, late=0.1)
    guests, began = fill(room, 2), time.monotonic()
    waiting = Guest(room)
    waiting.join(LONG)
    assert waiting.refused
    assert time.monotonic() - began < 1
    with pytest.raises(NoRoom), room.place():
        pass
    for guest in guests:
        guest.leave()


def test_one_who_is_stuck_does_not_make_others_fail():
    room = Room(threads=3, late=0.05)
    stuck = fill(room, 1)[0]
    time.sleep(0.06)
    room.late = LONG
    young = fill(room, 1)[0]
    waiting = Guest(room)
    until(lambda: is_waiting(room))
    young.leave()
    assert waiting.came_in.wait(LONG)
    for guest in (stuck, waiting):
        guest.leave()


def test_who_was_stuck_a_moment_ago_counts_when_the_room_is_full_again():
    """Else a database that lets nobody in, after five seconds each, would find somebody at the door all the time."""
    room = Room(threads=3, late=0.01, memory=0.2)
    guests = fill(room, 2)
    time.sleep(0.02)
    for guest in guests:
        guest.leave()
    room.late = LONG
    again = fill(room, 2)  # there is room, so they come in
    with pytest.raises(NoRoom), room.place():
        pass
    time.sleep(0.2)
    waiting = Guest(room)
    until(lambda: is_waiting(room))
    for guest in (*again, waiting):
        guest.leave()
    assert not waiting.refused


def test_an_error_inside_gives_the_place_back():
    room = Room(threads=2)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), room.place():
            raise ZeroDivisionError
    assert not room.inside


@pytest.fixture
def crowded(printed):
    """The paper with three threads, "a" and "c" in memory, "c" outdated, and both places taken by a render of "b"."""
    printed.room = Room(threads=3, late=0.05)
    for address in ("/paper/a/", "/paper/c/"):
        visit(printed, address)
    table().bump(["paper:c"])
    render = Render()
    threads, _ = ask(printed, "/paper/b/", 2)
    until(lambda: len(printed.room.inside) == 2)
    yield printed
    render.may_end.set()
    join(threads)
    assert not printed.room.inside


def test_pages_in_memory_come_and_the_rest_says_503_at_once(crowded):
    assert visit(crowded, "/paper/a/").how == "newsroom; hit"
    for asked in ({"address": "/paper/d/"}, {"address": "/plain/"}, {"address": "/paper/a/", "method": "POST"}):
        answer = visit(crowded, **asked)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        assert b"not available" in answer.body
    assert visit(crowded, "/plain/", method="HEAD").body == b""
    assert visit(crowded, "/paper/a/").how == "newsroom; hit"
    assert paper.renders == ["a", "c", "b"]


def test_an_outdated_page_is_shown_unless_it_was_withdrawn(crowded):
    assert visit(crowded, "/paper/c/").how == OUTDATED
    table().bump(["paper:c", "!paper:c"])
    assert visit(crowded, "/paper/c/").status == 503


def test_livez_needs_no_room(crowded):
    def alive(environ, start_response):
        start_response("200 OK", [])
        return [b"ok"]

    crowded.django = alive
    assert visit(crowded, "/livez").body == b"ok"
    assert visit(crowded, "/livez", method="POST").status == 503
