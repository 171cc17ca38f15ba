"""Those concerned are told of a scheduled moment when it has come, once each, whatever becomes of the workers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import desk, tasks
from articles.models import Edition
from articles.tests.factories import make_article, make_live_story
from images.tests.factories import work
from newsroom import notices
from newsroom.models import Notice

HOUR = timedelta(hours=1)


def pass_by(hours):
    """Let so many hours have passed, for editions and for the worker."""
    for edition in Edition.objects.order_by("live_from"):
        began, ends = edition.live_from - hours * HOUR, edition.live_until and edition.live_until - hours * HOUR
        Edition.objects.filter(pk=edition.pk).update(live_from=began, live_until=ends)
    for task in DBTaskResult.objects.filter(status="READY", run_after__isnull=False):
        DBTaskResult.objects.filter(pk=task.pk).update(run_after=task.run_after - hours * HOUR)
    work()


def told():
    return sorted(Notice.objects.filter(kind__in=["live", "ended"]).values_list("kind", "label"))


@pytest.fixture
def article(writer):
    return make_article(owner=writer, headline="Told of")


def test_the_writer_is_told_when_the_story_is_live_and_not_before(article, editor, writer):
    desk.publish(article, by=editor, at=timezone.now() + 2 * HOUR)
    pass_by(1)
    assert told() == []
    pass_by(2)
    pass_by(20)
    assert told() == [("live", "Told of")]
    assert Notice.objects.get(kind="live").to == writer


def test_a_cancelled_or_moved_moment_is_not_told_of(article, editor):
    desk.publish(article, by=editor, at=timezone.now() + 2 * HOUR)
    desk.cancel(article, by=editor)
    desk.publish(article, by=editor, at=timezone.now() + 2 * HOUR)
    desk.reschedule(article, by=editor, at=timezone.now() + 5 * HOUR)
    pass_by(3)
    assert told() == []
    pass_by(3)
    assert told() == [("live", "Told of")]


def test_a_scheduled_withdrawal_is_told_of_but_no_end_that_an_update_brings(editor, writer):
    ending, updated = (make_live_story(owner=writer, headline=name).article for name in ("Ending", "Updated"))
    desk.withdraw(ending, by=editor, at=timezone.now() + HOUR, reason="The offer ends.")
    desk.publish(updated, by=editor, at=timezone.now() + HOUR, change="update")
    pass_by(2)
    assert told() == [("ended", "Ending"), ("live", "Updated")]


def test_the_end_of_an_update_that_is_called_off_is_told_of(editor, writer):
    article = make_live_story(owner=writer, headline="Ending").article
    desk.publish(article, by=editor, at=timezone.now() + HOUR, change="update")
    desk.withdraw(article, by=editor, at=timezone.now() + 3 * HOUR, reason="The offer ends.")
    desk.cancel(article, by=editor)
    pass_by(4)
    assert told() == [("ended", "Ending")]


def test_two_workers_at_one_moment_tell_once(article, editor, monkeypatch):
    edition = desk.publish(article, by=editor, at=timezone.now() + HOUR)
    tell = notices.tell

    def overtaken(*given, **words):
        monkeypatch.setattr(notices, "tell", tell)
        tasks.announce.call(edition.pk, "live")  # the other worker
        return tell(*given, **words)

    monkeypatch.setattr(notices, "tell", overtaken)
    pass_by(2)
    assert told() == [("live", "Told of")]


def test_a_worker_killed_over_it_leaves_it_to_the_next(article, editor):
    desk.publish(article, by=editor, at=timezone.now() + HOUR)
    first = DBTaskResult.objects.filter(status="READY").earliest("run_after")
    DBTaskResult.objects.filter(pk=first.pk).update(status="RUNNING")
    pass_by(2)
    assert told() == [("live", "Told of")]


def test_one_that_always_fails_holds_up_no_other_and_is_given_up(editor, writer, monkeypatch):
    articles = [make_article(owner=writer, headline=name) for name in ("Bad", "Good")]
    for article in articles:
        desk.publish(article, by=editor, at=timezone.now() + HOUR)
    tell, tries = notices.tell, []

    def failing(to, kind, subject, **words):
        if subject == articles[0] and kind == "live":
            tries.append(subject)
            raise OSError("It always fails.")
        return tell(to, kind, subject, **words)

    monkeypatch.setattr(notices, "tell", failing)
    for _time in range(8):
        pass_by(5)
    assert told() == [("live", "Good")]
    assert len(tries) == len(tasks.PAUSES) + 1
