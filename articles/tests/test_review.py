"""Submit, return, approve."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import desk
from articles.tests.factories import make_article
from newsroom.models import LogLine


def test_a_submitted_article_lies_with_the_editors(writer):
    article = desk.submit(make_article(owner=writer), by=writer)
    assert article.state == "review"
    with pytest.raises(PermissionDenied):
        desk.save(article, by=writer, headline="One more thing")


def test_a_returned_article_is_the_writers_again_with_the_reason_in_the_log(writer, editor):
    article = desk.submit(make_article(owner=writer), by=writer)
    desk.return_to_writer(article, by=editor, reason="Who says so?")
    desk.save(article, by=writer, headline="Now with a source")
    line = LogLine.objects.get(action="returned")
    assert (line.by, line.reason) == (editor, "Who says so?")


def test_a_return_needs_its_reason(writer, editor):
    article = desk.submit(make_article(owner=writer), by=writer)
    with pytest.raises(ValidationError):
        desk.return_to_writer(article, by=editor, reason=" ")


def test_only_editors_approve_and_return(writer, editor):
    article = desk.submit(make_article(owner=writer), by=writer)
    with pytest.raises(PermissionDenied):
        desk.approve(article, by=writer)
    with pytest.raises(PermissionDenied):
        desk.return_to_writer(article, by=writer, reason="Mine")
    assert desk.approve(article, by=editor).state == "ready"


def test_an_article_moves_only_from_the_state_it_is_in(writer, editor):
    article = make_article(owner=writer)
    with pytest.raises(ValidationError):
        desk.approve(article, by=editor)
    desk.submit(article, by=writer)
    with pytest.raises(ValidationError):
        desk.submit(article, by=editor)
