"""What is typed can be hostile: the checks beside the text answer at once all the same."""

import time

import pytest

from articles import checks
from articles.content import content_of
from articles.tests.factories import make_article, make_image

FULL = 100 * 1024
PIECES = [
    *("](", "![](image:", "![](image:1)\n", '](a "', "«", "“", "„", '"', "[", "(", "TK ", "TK\n", "TKTK", "///"),
    *("/// ", " ", "/// figure | 1\n    ", "http://", "http://a.b ", "<a ", '<a href="', "<a \n", "[a](/b) "),
    *("« », ", "a " * 45 + "\n\n"),
]  # fmt: skip


@pytest.mark.parametrize("around", ["%s", "```\n%s\n```", "One\n\n%s\n\nTwo"], ids=["alone", "code", "paragraph"])
@pytest.mark.parametrize("piece", PIECES)
def test_the_worst_text_is_looked_over_within_a_second(db, piece, around):
    article = make_article(hero=make_image())
    body = around % (piece * (FULL // len(piece.encode())))
    draft = checks.of_content(article, content_of(article) | {"body": body})
    began = time.process_time()
    checks.warns(draft)
    # The slowest takes 0.15 s; much more is left for a busy machine.
    assert time.process_time() - began < 1


@pytest.mark.parametrize("piece", ["](", "«", "“", "„", '"', "![](image:", "TK"])
def test_no_check_needs_the_limits_of_what_is_rendered(db, piece):
    article = make_article(hero=make_image())
    draft = checks.of_content(article, content_of(article))
    draft = checks.Draft(article, draft.content | {"body": piece * (FULL // len(piece.encode()))}, draft.rendered, [])
    began = time.process_time()
    checks.warns(draft)
    assert time.process_time() - began < 1


def test_a_text_that_is_refused_is_not_looked_over(db):
    article = make_article(hero=None)
    assert checks.warns(checks.Draft(article, content_of(article), None, ["The text is too long."])) == []
