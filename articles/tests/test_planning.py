"""Who writes a story, when it is due, and the embargo before which nobody publishes it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles import desk, rules
from articles.models import Article, Edition
from articles.tests.factories import make_article, make_live_story, make_user
from newsroom.models import LogLine

HOUR = timedelta(hours=1)


def later(hours=1):
    return timezone.now() + hours * HOUR


def embargoed(editor, article=None, hours=2):
    return desk.embargo(article or make_article(), by=editor, until=later(hours))


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_who_is_assigned_as_writer_may_open_and_write_it(writer, editor):
    article = make_article()
    assert not rules.may(writer, "edit", article)
    desk.assign(article, by=editor, writer=writer)
    assert rules.may(writer, "edit", fresh(article))
    desk.save(article, by=writer, headline="Taken over")
    assert rules.visible(writer, Article.objects.all()).get().headline == "Taken over"


def test_what_is_not_given_stays(writer, editor):
    article = desk.assign(make_article(), by=editor, writer=writer, editor=editor)
    desk.assign(article, by=editor, writer=None)
    assert (fresh(article).writer, fresh(article).editor) == (None, editor)
    due = later()
    desk.plan(article, by=editor, due_at=due)
    desk.plan(article, by=editor, planned_at=later(5))
    assert fresh(article).due_at == due


def test_nobody_is_assigned_to_what_they_may_not_do(writer, editor, moderator):
    for people in ({"writer": moderator}, {"editor": writer}, {"writer": make_user(is_active=False)}):
        with pytest.raises(ValidationError) as error:
            desk.assign(make_article(), by=editor, **people)
        assert error.value.message_dict.keys() == people.keys()


@pytest.mark.parametrize("verb", ["assign", "plan", "embargo", "accept", "decline"])
def test_a_writer_plans_nothing(writer, verb):
    article = make_article(owner=writer)
    given = {"embargo": {"until": None}, "decline": {"reason": "Why not"}}
    with pytest.raises(PermissionDenied):
        getattr(desk, verb)(article, by=writer, **given.get(verb, {}))


def test_the_log_tells_what_was_planned(writer, editor):
    article = desk.assign(make_article(), by=editor, writer=writer)
    desk.assign(article, by=editor, writer=writer)
    assert [line.reason for line in LogLine.objects.filter(action="assigned")] == [f"Writer: {writer}"]


def test_an_embargoed_story_is_published_by_no_route(editor):
    article = embargoed(editor)
    for by, at in [(editor, None), (editor, later(1)), (None, None), (None, timezone.now() - HOUR)]:
        with pytest.raises(ValidationError, match="embargo"):
            desk.publish(article, by=by, at=at)
    with pytest.raises(ValidationError, match="embargo"):
        desk.reschedule(desk.publish(article, by=editor, at=later(3)).article, by=editor, at=later(1))
    assert article.scheduled_edition().live_from > later(2.5)


def test_an_embargo_holds_a_live_story_as_it_is(editor):
    article = embargoed(editor, make_live_story(headline="Now").article)
    with pytest.raises(ValidationError, match="embargo"):
        desk.hotfix(article, by=editor, headline="Slipped out")
    with pytest.raises(ValidationError, match="embargo"):
        desk.publish(article, by=editor, change="update")
    assert article.live_edition().headline == "Now"
    desk.save(article, by=editor, headline="Still to be edited")
    desk.retract(article, by=editor, reason="It was wrong.")
    assert article.live_edition().is_retracted
    desk.withdraw(article, by=editor, reason="It was wrong.")
    assert article.live_edition() is None


def test_the_moment_of_the_embargos_end_is_free(editor):
    article = embargoed(editor)
    assert desk.publish(article, by=editor, at=fresh(article).embargo_until)


def test_a_lifted_embargo_holds_nothing(editor):
    article = embargoed(editor)
    desk.embargo(article, by=editor, until=None)
    assert desk.publish(article, by=editor)


def test_no_embargo_past_what_is_scheduled_and_none_in_the_past(editor):
    article = make_article()
    desk.publish(article, by=editor, at=later(1))
    for until in (later(2), timezone.now() - HOUR):
        with pytest.raises(ValidationError) as error:
            desk.embargo(article, by=editor, until=until)
        assert "until" in error.value.message_dict


def test_the_database_refuses_it_too(editor):
    edition = desk.publish(make_article(), by=editor, at=later(3))
    desk.embargo(edition.article, by=editor, until=later(2))
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(live_from=later(1))
    Edition.objects.filter(pk=edition.pk).update(live_from=later(4))
    other = embargoed(editor, make_live_story().article)
    copy = other.live_edition()
    Edition.objects.filter(pk=copy.pk).update(live_until=timezone.now())
    copy.pk, copy.live_from, copy.live_until = None, timezone.now(), None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_a_rebuilt_table_keeps_the_triggers(editor, transactional_db):
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite rebuilds tables.")
    with connection.schema_editor() as schema:
        schema._remake_table(Edition)
    edition = desk.publish(make_article(), by=None, at=later(3))
    desk.embargo(edition.article, by=None, until=later(2))
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(live_from=later(1))
