"""Where a passage stands after the text has changed."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes.anchors import Anchor, anchor_at, find

pytestmark = pytest.mark.once

BODY = """The court ruled on Monday. It freed the phone maker from a fine of 40 million.

The regulator said it would appeal. “We do not agree,” its spokeswoman said.

The fine was the largest of its kind.
"""


def anchor(passage, body=BODY):
    start = body.index(passage)
    return anchor_at(body, start, start + len(passage))


def after(passage, body):
    found = find(body, anchor(passage))
    return body[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The court", "Late on Monday, after nine hours, the high court"),
        ("from a fine of", "from the whole of the fine of"),
        ("The regulator", "A new paragraph.\n\nThe regulator"),
        ("on Monday.", "on Tuesday.\n\n"),
    ],
)
def test_a_passage_is_where_it_was_while_the_text_round_it_changes(old, new):
    assert after("freed the phone maker", BODY.replace(old, new, 1)) == "freed the phone maker"


def test_a_passage_that_is_changed_is_what_it_has_become():
    changed = BODY.replace("would appeal", "would be sure to appeal, and soon")
    assert after("said it would appeal", changed) == "said it would be sure to appeal"


def test_a_word_that_is_mended_is_the_mended_word():
    wrong = BODY.replace("spokeswoman", "spokewoman")
    found = find(BODY, anchor("spokewoman", wrong))
    assert BODY[slice(*found)] == "spokeswoman"


def test_a_paragraph_that_is_moved_takes_its_passage_along():
    first, second, third = BODY.split("\n\n")
    moved = "\n\n".join([third, first, second])
    assert after("It freed the phone maker from a fine", moved) == "It freed the phone maker from a fine"


def test_the_same_words_elsewhere_are_not_the_passage():
    assert after("The fine", BODY) == "The fine"
    assert after("fine", BODY.replace(" from a fine of 40 million", "")) is None


def test_of_the_same_words_twice_it_is_the_one_with_the_same_round_it():
    body = "We pay it. You pay it. They pay it. Nobody likes it."
    start = body.index("pay it. They")
    changed = "Well. " + body
    assert find(changed, anchor_at(body, start, start + 6)) == (start + 6, start + 12)


def test_what_is_removed_is_gone():
    assert after("said it would appeal", BODY.replace("The regulator said it would appeal. ", "")) is None
    assert after("It freed the phone maker", "Something else altogether.") is None
    assert after("It freed the phone maker", "") is None


def test_a_passage_typed_by_hand_is_found_for_all_its_line_ends():
    found = find(BODY, Anchor("from a  fine\nof 40 million"))
    assert BODY[slice(*found)] == "from a fine of 40 million"


words = st.lists(st.sampled_from("alpha beta gamma delta epsilon zeta eta theta iota kappa".split()), max_size=40)


@settings(max_examples=150, deadline=None)
@given(words, words, words, words, words)
def test_a_passage_survives_whatever_is_written_before_and_after_it(before, passage, rest, more, further):
    """At least five of its own words: fewer may stand elsewhere as well."""
    passage = " ".join(["omega", *passage, "sigma", "tau", "upsilon", "phi"])
    body = " ".join([*before, passage, *rest])
    start = body.index(passage)
    changed = " ".join([*more, *before, passage, *further])
    found = find(changed, anchor_at(body, start, start + len(passage)))
    assert found and changed[slice(*found)] == passage


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.data())
def test_whatever_is_found_lies_in_the_text(body, changed, data):
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    found = find(changed, anchor_at(body, start, end))
    assert found is None or 0 <= found[0] < found[1] <= len(changed)


def _few_words(seed, length, words=14):
    chosen = random.Random(seed)
    return " ".join(chosen.choices([f"a{n:x}" for n in range(words)], k=length // 3))[:length]


ONE_EACH = " ".join(f"w{n}" for n in range(700))
HOSTILE = {
    "few words": (_few_words(1, 99_000), Anchor(_few_words(2, 3990))),
    "some words": (_few_words(1, 99_000, 400), Anchor(_few_words(2, 3990, 400))),
    "many words": (_few_words(1, 99_000, 9000), Anchor(_few_words(2, 3990, 9000))),
    "one word": ("a " * 50_000, Anchor("a." * 1990 + "z")),
    "one letter": ("a" * 100_000, Anchor("a" * 3990 + "z")),
    "one letter everywhere": ("a " * 50_000, Anchor("a", "a " * 40, " a" * 39 + " b", 50_000)),
    "words apart": (" x ".join(ONE_EACH.split()) * 15, Anchor(ONE_EACH[:3990])),
    "the same words apart": (" x ".join(_few_words(1, 99_000, 60).split()), Anchor(_few_words(1, 3990, 60) + " z")),
    "no word": (". " * 50_000, Anchor(". ," * 1300)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_not_long_at_it_whatever_the_texts_are(name):
    body, of = HOSTILE[name]
    began = time.process_time()
    find(body, of)
    assert time.process_time() - began < 0.5  # 0.05 and the time of a busy machine


def test_rare_words_lead_to_the_place_in_a_text_of_common_ones():
    passage = "the ruling freed the phone maker of a fine of the court"
    common = "of the " * 7000
    body = f"{common}{passage.replace('freed', 'has freed')} {common}"
    assert find(body, Anchor(passage, "of the " * 11, " of the" * 11, 10)) == (
        len(common),
        len(common) + len(passage) + 4,
    )
