"""Which requests ask for the same page."""

import pytest

from newsroom.pagecache.keys import canonical, is_free, params_at
from newsroom.tests import paper
from newsroom.tests.visits import visit

pytestmark = pytest.mark.once


@pytest.mark.parametrize(("query", "same"), [
    ("utm_source=x&fbclid=y", ""), ("page=1", ""), ("page=2", "page=2"), ("page=2&utm=x", "page=2"),
    ("page=7&page=2", "page=2"), ("%70age=2", "page=2"), ("q=", ""), ("q=a+b", "q=a+b"), ("q=a%20b", "q=a+b"),
    ("q=%c3%a9", "q=%C3%A9"), ("q=x&page=3", "page=3&q=x"), ("page=3&q=x", "page=3&q=x"), ("&&q=x&", "q=x"),
    ("q=a%26page%3D2", "q=a%26page%3D2"), ("Page=2", ""), ("?page=2", ""), ("page=2;q=x", None),
    ("page=0", None), ("page=", None), ("page=abc", None), ("page=-1", None), ("page=02", None), ("page=%D9%A2", None),
    ("page=1000000", None), ("q=" + "x" * 201, None), ("x=" + "x" * 1000, None), ("q=%00", None), ("q=é", None),
    ("&".join(f"p{number}=" for number in range(60)), None),
])  # fmt: skip
def test_a_query_has_one_canonical_form(query, same):
    assert canonical(frozenset({"page", "q"}), query) == same
    if same:
        assert canonical(frozenset({"page", "q"}), same) == same


def test_a_view_without_parameters_has_one_page_whatever_is_asked():
    assert canonical(frozenset(), "page=abc&" + "x" * 5000) == ""


def test_words_of_the_visitors_own_are_told_from_page_numbers():
    assert [is_free(query) for query in ("", "page=2", "q=x", "page=2&q=x")] == [False, False, True, True]


def test_only_public_views_have_parameters(printed):
    assert params_at("/paper/a/") == {"page", "q"}
    assert params_at("/plain/") is None
    assert params_at("/none/") is None
    assert params_at("/paper/" + "a" * 500 + "/") is None


def test_a_thousand_campaigns_render_once(printed):
    for number in range(1000):
        visit(printed, f"/paper/a/?utm_campaign={number}")
    assert paper.renders == ["a"]
    assert len(printed.pages.entries) == 1


def test_the_view_sees_what_the_key_says(printed):
    body = visit(printed, "/paper/a/?utm=evil&q=%63at&page=2").body
    assert b"page=2 q=cat" in body
    assert b"evil" not in body
    assert visit(printed, "/paper/a/?page=2&q=cat").how == "newsroom; hit"


def test_a_query_that_is_no_use_goes_to_django(printed):
    for query in ("page=abc", "page=0", "q=" + "x" * 2000):
        assert visit(printed, f"/paper/a/?{query}").how is None
    assert not printed.pages.entries


def test_an_address_can_have_letters_of_any_script(printed):
    assert visit(printed, "/paper/é中/").how == "newsroom; fwd=miss; stored"
    assert visit(printed, "/paper/é中/").how == "newsroom; hit"
    assert "é中 1".encode() in visit(printed, "/paper/é中/").body


def test_an_address_with_a_question_mark_in_it_is_not_the_one_with_a_query(printed):
    asked = visit(printed, "/paper/a/?page=2").body
    environ = {"PATH_INFO": "/paper/a/?page=2/"}
    assert visit(printed, "/paper/a/", **environ).body != asked


def test_searches_can_take_only_a_tenth_of_the_memory(printed, settings):
    settings.PAGE_CACHE_MB = 1
    small = type(printed)(printed.django)
    visit(small, "/paper/a/")
    for number in range(60):
        visit(small, f"/paper/a/?q={number}")
    assert small.free.size <= 100_000
    assert len(small.free.entries) < 60
    assert visit(small, "/paper/a/").how == "newsroom; hit"
    assert visit(small, "/paper/a/?q=59").how == "newsroom; hit"
    assert visit(small, "/paper/a/?q=0").how != "newsroom; hit"
