"""What holds of every three-way merge: edits apart are kept, edits of one place stop, the order makes no difference."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.merge import Clash, merge_content, merge_text, passages

pytestmark = pytest.mark.once

REACH = 2  # an edit touches the word itself, and by the space after it the one before
texts = st.text(st.sampled_from("ab.ß \n\t\r\u2028"), max_size=40) | st.text(max_size=40)
shapes = st.lists(st.integers(1, 6), min_size=1, max_size=5)  # how many words each paragraph has
deeds = st.sampled_from(["replace", "insert", "delete"])


def edits(shape):
    """Strategy for one side's edits of a text of that shape: {place of a word: deed}."""
    return st.dictionaries(st.integers(0, sum(shape) - 1), deeds, max_size=4)


def written(shape, *sides, words=None):
    """The text of that shape with the edits of each side, (name, {place: deed}), made in it.

    The first word of a paragraph is never deleted, so that the shape stays.
    """
    place, paragraphs = 0, []
    for length in shape:
        paragraph = []
        for first in [True] + [False] * (length - 1):
            kept, after = [words[place] if words else f"word{place}"], []
            for name, made in sides:
                deed = made.get(place)
                if deed == "replace" or (deed == "delete" and first):
                    kept = [f"{name}{place}"]
                elif deed == "insert":
                    after = [f"{name}{place}"]
                elif deed == "delete":
                    kept = []
            paragraph += kept + after
            place += 1
        paragraphs.append(" ".join(paragraph))
    return "\n\n".join(paragraphs)


def fresh(text):
    return {word for word in text.split() if word.startswith(("ours", "theirs"))}


def apart(ours, theirs):
    """Those of their edits that are nowhere near one of ours."""
    return {place: deed for place, deed in theirs.items() if all(abs(place - other) > REACH for other in ours)}


@given(texts, texts)
def test_merging_with_a_side_that_changed_nothing_gives_the_other_side(base, changed):
    assert merge_text(base, base, changed) == (changed, True)
    assert merge_text(base, changed, base) == (changed, True)
    assert merge_text(base, changed, changed) == (changed, True)


@given(texts, texts, texts)
def test_any_texts_stop_in_both_orders_or_give_the_same_in_both(base, ours, theirs):
    one, other = merge_text(base, ours, theirs), merge_text(base, theirs, ours)
    assert one[1] == other[1]
    assert one[0] == other[0] or not one[1]


@settings(max_examples=400)
@given(st.data(), shapes)
def test_edits_of_different_places_are_both_made_in_full(data, shape):
    ours = data.draw(edits(shape))
    theirs = apart(ours, data.draw(edits(shape)))
    base, mine, other = written(shape), written(shape, ("ours", ours)), written(shape, ("theirs", theirs))
    both = written(shape, ("ours", ours), ("theirs", theirs))
    assert merge_text(base, mine, other) == (both, True)
    assert merge_text(base, other, mine) == (both, True)


@settings(max_examples=400)
@given(st.data(), shapes)
def test_different_edits_of_one_place_always_stop_and_both_are_shown(data, shape):
    place = data.draw(st.integers(0, sum(shape) - 1))
    one, two = data.draw(st.sampled_from([("replace", "replace"), ("insert", "insert"), ("replace", "delete")]))
    ours = {**data.draw(edits(shape)), place: one}
    theirs = {**data.draw(edits(shape)), place: two}
    base, mine, other = written(shape), written(shape, ("ours", ours)), written(shape, ("theirs", theirs))
    for this, that in ((mine, other), (other, mine)):
        assert merge_text(base, this, that)[1] is False
        clashes = [piece for piece in passages(base, this, that) if isinstance(piece, Clash)]
        assert any(fresh(clash.ours) | fresh(clash.theirs) for clash in clashes)


@settings(max_examples=400)
@given(st.data(), shapes)
def test_no_word_is_lost_wherever_the_edits_are_and_however_often_words_repeat(data, shape):
    words = data.draw(st.lists(st.sampled_from("xyz"), min_size=sum(shape), max_size=sum(shape)))
    ours, theirs = data.draw(edits(shape)), data.draw(edits(shape))
    base = written(shape, words=words)
    mine, other = (written(shape, side, words=words) for side in (("ours", ours), ("theirs", theirs)))
    pieces = passages(base, mine, other)
    shown = "".join(f"{piece.ours}\n{piece.theirs}" if isinstance(piece, Clash) else piece for piece in pieces)
    assert fresh(shown) == fresh(mine) | fresh(other)
    text, clean = merge_text(base, mine, other)
    assert fresh(mine) <= fresh(text)
    assert not clean or fresh(other) <= fresh(text)


@settings(max_examples=400)
@given(st.data(), shapes)
def test_a_merge_that_does_not_stop_has_the_edits_of_both_and_nothing_else(data, shape):
    ours, theirs = data.draw(edits(shape)), data.draw(edits(shape))
    base, mine, other = written(shape), written(shape, ("ours", ours)), written(shape, ("theirs", theirs))
    text, clean = merge_text(base, mine, other)
    if clean:
        kept = set(mine.split()) & set(other.split())
        assert sorted(text.split()) == sorted(kept | fresh(mine) | fresh(other))


bylines = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["words", "photos"])).map(list), max_size=3)
contents = st.fixed_dictionaries(
    {
        "headline": st.sampled_from("abc"),
        "dek": st.sampled_from("abc"),
        "comments_open": st.booleans(),
        "section_id": st.integers(1, 3),
        "hero_id": st.none() | st.integers(1, 2),
        "hero_alt": st.sampled_from(["", "a phone", "a lake"]),
        "hero_credit": st.sampled_from(["", "Ann", "Bea"]),
        "tags": st.sets(st.sampled_from("vwxyz")).map(sorted),
        "bylines": bylines,
        "body": st.lists(st.sampled_from(["a b c", "d e f", "g"]), max_size=3).map("\n\n".join),
    }
)
PICTURE = {"hero_id", "hero_alt", "hero_credit"}


@given(contents, contents)
def test_content_merged_with_a_side_that_changed_nothing_is_the_other_side(base, changed):
    assert merge_content(base, base, changed) == (changed, [])
    assert merge_content(base, changed, base) == (changed, [])
    assert merge_content(base, changed, changed) == (changed, [])


@given(contents, contents, contents)
def test_content_stops_at_the_same_fields_in_both_orders_and_is_else_the_same(base, ours, theirs):
    merged, conflicts = merge_content(base, ours, theirs)
    other, same = merge_content(base, theirs, ours)
    assert sorted(conflicts) == sorted(same)
    for name in base.keys() - conflicts:
        assert merged[name] == other[name]


@given(contents, contents, contents)
def test_of_each_field_the_side_that_changed_it_stands_and_two_changes_stop(base, ours, theirs):
    merged, conflicts = merge_content(base, ours, theirs)
    for name in base.keys() - {"tags", "body"} - PICTURE:
        changed = {repr(side[name]) for side in (ours, theirs) if side[name] != base[name]}
        assert (name in conflicts) == (len(changed) == 2)
        assert len(changed) != 1 or repr(merged[name]) in changed
        assert changed or merged[name] == base[name]


@given(contents, contents, contents)
def test_tags_that_either_added_are_there_and_those_that_either_took_off_are_not(base, ours, theirs):
    merged, _conflicts = merge_content(base, ours, theirs)
    before, mine, other = set(base["tags"]), set(ours["tags"]), set(theirs["tags"])
    assert set(merged["tags"]) == (before & mine & other) | (mine - before) | (other - before)
    assert merged["tags"] == sorted(merged["tags"])


@given(contents, contents, contents)
def test_no_picture_gets_the_words_that_were_written_for_another(base, ours, theirs):
    merged, conflicts = merge_content(base, ours, theirs)
    alike = ours["hero_id"] == theirs["hero_id"]
    changed = [any(side[name] != base[name] for name in PICTURE) for side in (ours, theirs)]
    if not alike and all(changed):
        assert "hero_id" in conflicts
    if PICTURE.isdisjoint(conflicts) and not alike:
        seen = [{name: side[name] for name in PICTURE} for side in (ours, theirs)]
        assert {name: merged[name] for name in PICTURE} in seen
