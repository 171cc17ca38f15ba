"""The memory of the page cache: so many bytes, oldest use out first."""

from dataclasses import dataclass

import pytest

from newsroom.pagecache.store import Store

pytestmark = pytest.mark.once


@dataclass(eq=False)
class Page:
    size: int = 10
    made: int = 0


def test_the_page_used_longest_ago_makes_room():
    store = Store(limit=30)
    for key in "abc":
        store.put(key, Page())
    store.used("a")
    store.put("d", Page())
    assert list(store.entries) == ["c", "a", "d"]
    assert store.size == 30


def test_another_encoding_takes_room_too():
    store, page = Store(limit=30), Page()
    store.put("a", Page())
    store.put("b", page)
    store.grow("b", page, 15)
    assert list(store.entries) == ["b"]
    assert store.size == 25


def test_what_grows_after_it_has_gone_takes_none():
    store, page = Store(limit=30), Page()
    store.put("a", page)
    store.put("a", Page())
    store.grow("a", page, 15)
    assert store.size == 10
    store.used("gone")
    store.drop("gone")


def test_a_page_made_earlier_does_not_take_the_place_of_a_later_one():
    store, later = Store(limit=30), Page(made=2)
    assert store.put("a", later)
    assert not store.put("a", Page(made=1))
    assert store.get("a") is later


def test_a_page_that_is_too_much_drives_nobody_out():
    store = Store(limit=30)
    store.put("a", Page())
    assert not store.put("b", Page(size=31))
    assert store.get("a")
