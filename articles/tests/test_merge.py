import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.merge import merge_content, merge_text

BASE = "One two three.\n\nFour five six.\n\nSeven eight nine."
words = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=1, max_size=5).map(" ".join)
paragraphs = st.lists(words, min_size=2, max_size=6)


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        (BASE, BASE.replace("One", "1"), BASE.replace("One", "1")),
        (BASE.replace("One", "1"), BASE.replace("nine", "9"), BASE.replace("One", "1").replace("nine", "9")),
        (BASE.replace("Four", "4"), BASE.replace("six", "6"), BASE.replace("Four", "4").replace("six", "6")),
        (BASE + "\n\nAn end.", BASE.replace("One", "1"), BASE.replace("One", "1") + "\n\nAn end."),
        ("A start.\n\n" + BASE, BASE + "\n\nAn end.", "A start.\n\n" + BASE + "\n\nAn end."),
        (BASE.replace("One two three.\n\n", ""), BASE.replace("nine", "9"), "Four five six.\n\nSeven eight 9."),
    ],
)
def test_changes_apart_are_both_kept(ours, theirs, merged):
    assert merge_text(BASE, ours, theirs) == (merged, True)
    assert merge_text(BASE, theirs, ours) == (merged, True)


def test_the_same_words_changed_twice_stop_and_ours_stands():
    text, clean = merge_text(BASE, BASE.replace("Four", "4"), BASE.replace("Four", "IV"))
    assert not clean
    assert text == BASE.replace("Four", "4")


def test_the_same_change_twice_is_no_conflict():
    changed = BASE.replace("Four", "4")
    assert merge_text(BASE, changed, changed) == (changed, True)


@given(paragraphs, st.data())
def test_edits_of_different_paragraphs_are_never_lost(texts, data):
    ours_at, theirs_at = data.draw(st.permutations(range(len(texts))))[:2]
    ours, theirs = list(texts), list(texts)
    ours[ours_at], theirs[theirs_at] = "OURS", "THEIRS"
    both = [text if place not in (ours_at, theirs_at) else "" for place, text in enumerate(texts)]
    both[ours_at], both[theirs_at] = "OURS", "THEIRS"
    text, clean = merge_text(*("\n\n".join(side) for side in (texts, ours, theirs)))
    assert (text, clean) == ("\n\n".join(both), True) or not clean


@given(paragraphs, paragraphs, paragraphs)
def test_merging_stops_in_both_orders_or_gives_the_same_in_both(base, ours, theirs):
    base, ours, theirs = ("\n\n".join(side) for side in (base, ours, theirs))
    one, other = merge_text(base, ours, theirs), merge_text(base, theirs, ours)
    assert one[1] == other[1]
    assert one[0] == other[0] or not one[1]


def test_fields_are_merged_one_by_one():
    base = {"headline": "A", "dek": "B", "body": "", "tags": ["x", "y"], "section_id": 1}
    ours = {**base, "headline": "A2", "tags": ["x", "y", "z"], "section_id": 2}
    theirs = {**base, "dek": "B2", "tags": ["y", "w"], "section_id": 3}
    merged, conflicts = merge_content(base, ours, theirs)
    assert merged == {"headline": "A2", "dek": "B2", "body": "", "tags": ["w", "y", "z"], "section_id": 2}
    assert conflicts == ["section_id"]


def test_texts_made_to_be_slow_are_not_compared_word_by_word():
    """Words that repeat thousands of times would take minutes; what differs then counts as one change."""
    base = "x " + "a " * 50_000
    text, clean = merge_text(base, "y " + base, base + "z")
    assert (text, clean) == ("y " + base + "z", True)
    mixed = "a b a a b " * 10_000
    assert merge_text(mixed, mixed.replace("b a a", "c"), mixed.replace("a b a", "d"))[1] is False
