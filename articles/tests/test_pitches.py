"""What is only proposed, and the trash."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import desk, rules
from articles.models import Article, Edition
from articles.tests.factories import make_article, make_live_story
from newsroom.models import LogLine


def make_pitch(by, headline="What the lake hides"):
    article = Article()
    desk.pitch(article, by=by, headline=headline)
    return article


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_a_pitch_becomes_a_draft_when_it_is_accepted(writer, editor):
    article = make_pitch(writer)
    desk.save(article, by=writer, dek="Divers found it.")
    assert fresh(article).state == "pitch"
    desk.accept(article, by=editor)
    assert fresh(article).state == "draft"
    with pytest.raises(ValidationError):
        desk.accept(article, by=editor)


def test_a_pitch_is_neither_submitted_nor_published(writer, editor):
    article = make_article(owner=writer)
    Article.objects.filter(pk=article.pk).update(state="pitch")
    with pytest.raises(ValidationError):
        desk.submit(article, by=writer)
    for by in (editor, None):
        with pytest.raises(ValidationError):
            desk.publish(article, by=by)


def test_a_declined_pitch_lies_in_the_trash_with_its_reason(writer, editor):
    article = make_pitch(writer)
    with pytest.raises(ValidationError):
        desk.decline(article, by=editor, reason=" ")
    desk.decline(article, by=editor, reason="We had it in May.")
    assert fresh(article).trashed_at
    assert LogLine.objects.get(action="declined").reason == "We had it in May."
    with pytest.raises(ValidationError):
        desk.decline(make_article(), by=editor, reason="It is no pitch.")


def test_what_is_in_the_trash_is_out_of_the_lists_and_comes_back_as_it_was(writer, editor):
    article = make_article(owner=writer)
    desk.trash(article, by=writer)
    assert list(rules.visible(editor, Article.objects.all())) == []
    assert list(rules.visible(writer, Article.objects.all(), trashed=True)) == [article]
    desk.restore_from_trash(article, by=writer)
    assert list(rules.visible(writer, Article.objects.all())) == [article]
    assert fresh(article).state == "draft"
    with pytest.raises(ValidationError):
        desk.restore_from_trash(article, by=writer)


@pytest.mark.parametrize("by_editor", [True, False])
def test_nothing_else_is_done_to_what_is_in_the_trash(editor, by_editor):
    by, article = editor if by_editor else None, make_article()
    desk.trash(article, by=editor)
    for verb, given in {"save": {"headline": "New"}, "publish": {}, "submit": {}, "assign": {}, "plan": {}}.items():
        with pytest.raises(ValidationError, match="trash"):
            getattr(desk, verb)(article, by=by, **given)


def test_what_readers_have_or_will_have_never_goes_to_the_trash(editor):
    scheduled = make_article()
    desk.publish(scheduled, by=editor, at=timezone.now() + timedelta(hours=1))
    for article in (make_live_story().article, scheduled):
        for by in (editor, None):
            with pytest.raises(ValidationError):
                desk.trash(article, by=by)
        assert fresh(article).trashed_at is None
    withdrawn = make_live_story().article
    desk.withdraw(withdrawn, by=editor, reason="An error")
    desk.trash(withdrawn, by=editor)


def test_nobody_trashes_or_restores_what_is_others(writer, editor):
    article = make_article(owner=editor)
    with pytest.raises(PermissionDenied):
        desk.trash(article, by=writer)
    desk.trash(article, by=editor)
    with pytest.raises(PermissionDenied):
        desk.restore_from_trash(article, by=writer)


def test_the_database_publishes_nothing_out_of_the_trash(editor):
    edition = desk.publish(make_article(), by=editor, at=timezone.now() + timedelta(hours=1))
    Article.objects.filter(pk=edition.article_id).update(trashed_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(live_from=timezone.now())
