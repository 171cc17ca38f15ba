"""The clock alone decides what is live; nothing here runs in the background."""

import itertools
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import desk
from articles.models import Edition
from articles.tests.factories import make_article, make_live_story
from newsroom.models import LogLine

HOUR = timedelta(hours=1)


def later(hours=1):
    return timezone.now() + hours * HOUR


def shown(story, at=None):
    edition = story.live_edition(at)
    return edition and edition.headline


def test_a_scheduled_story_is_live_from_its_moment_on(client, editor):
    article = make_article(headline="Tomorrow")
    edition = desk.publish(article, by=editor, at=later())
    assert client.get(edition.get_absolute_url()).status_code == 404
    assert "Tomorrow" not in client.get("/").content.decode()
    assert shown(article) is None
    assert shown(article, edition.live_from) == "Tomorrow"


def test_a_scheduled_update_takes_over_at_its_moment(editor):
    article = make_live_story(headline="Now").article
    desk.save(article, by=editor, headline="Then")
    update = desk.publish(article, by=editor, at=later(), change="update")
    assert shown(article) == "Now"
    assert shown(article, update.live_from - timedelta(seconds=1)) == "Now"
    assert shown(article, update.live_from) == "Then"


def test_a_past_moment_is_refused(editor):
    with pytest.raises(ValidationError) as error:
        desk.publish(make_article(), by=editor, at=timezone.now() - HOUR)
    assert "at" in error.value.message_dict


def test_nothing_is_published_past_what_is_scheduled(editor):
    article = make_article()
    desk.publish(article, by=editor, at=later())
    for at in (None, later(2)):
        with pytest.raises(ValidationError):
            desk.publish(article, by=editor, at=at)


def test_a_cancelled_update_leaves_the_live_story_as_it_is(editor):
    article = make_live_story(headline="Now").article
    desk.publish(article, by=editor, at=later(), change="update")
    desk.cancel(article, by=editor)
    assert shown(article, later(5)) == "Now"
    assert Edition.objects.count() == 1


def test_a_cancelled_first_publication_can_be_published_again(editor):
    article = make_article()
    desk.publish(article, by=editor, at=later())
    desk.cancel(article, by=editor)
    assert desk.publish(article, by=editor).change == "new"


def test_a_scheduled_withdrawal_takes_effect_and_can_be_called_off(editor):
    article = make_live_story(headline="For a day").article
    desk.withdraw(article, by=editor, reason="The offer ended.", at=later())
    assert shown(article) == "For a day"
    assert shown(article, later(2)) is None
    desk.cancel(article, by=editor)
    assert shown(article, later(2)) == "For a day"


def test_there_must_be_something_to_cancel(editor):
    for article in (make_article(), make_live_story().article):
        with pytest.raises(ValidationError):
            desk.cancel(article, by=editor)


def test_nothing_is_scheduled_for_after_a_withdrawal(editor):
    article = make_live_story().article
    desk.withdraw(article, by=editor, reason="It ends.", at=later(2))
    with pytest.raises(ValidationError) as error:
        desk.publish(article, by=editor, at=later(3), change="update")
    assert "at" in error.value.message_dict
    desk.publish(article, by=editor, at=later(1), change="update")
    assert shown(article, later(1.5))
    assert shown(article, later(2.5)) is None


def test_a_withdrawal_after_a_scheduled_update_lets_it_have_its_time(editor):
    article = make_live_story(headline="Now").article
    desk.save(article, by=editor, headline="Then")
    desk.publish(article, by=editor, at=later(1), change="update")
    desk.withdraw(article, by=editor, reason="It ends.", at=later(2))
    assert shown(article, later(1.5)) == "Then"
    assert shown(article, later(2.5)) is None
    desk.cancel(article, by=editor)
    assert shown(article, later(1.5)) == "Now"
    assert shown(article, later(2.5)) is None


def test_a_schedule_that_falls_with_the_story_is_in_the_log(editor):
    article = make_live_story().article
    desk.publish(article, by=editor, at=later(1), change="update")
    desk.withdraw(article, by=editor, reason="Wrong.")
    assert LogLine.objects.filter(action="cancelled").exists()


def test_a_scheduled_story_is_moved_in_one_step(editor):
    article = make_article(headline="Tomorrow")
    first = desk.publish(article, by=editor, at=later(1))
    moved = desk.reschedule(article, by=editor, at=later(3))
    assert list(article.editions.all()) == [moved]
    assert shown(article, first.live_from) is None
    assert shown(article, moved.live_from) == "Tomorrow"
    assert moved.published_at == moved.live_from
    assert LogLine.objects.first().action == "rescheduled"


@pytest.mark.parametrize("hours", [1, 4])
def test_a_moved_update_leaves_no_gap_and_keeps_the_end(editor, hours):
    article = make_live_story(headline="Now").article
    desk.save(article, by=editor, headline="Then")
    desk.publish(article, by=editor, at=later(2), change="correction", note="It said now.")
    desk.withdraw(article, by=editor, at=later(5), reason="The offer ends.")
    desk.save(article, by=editor, headline="Not in it")
    moved = desk.reschedule(article, by=editor, at=later(hours))
    assert shown(article, moved.live_from - timedelta(seconds=1)) == "Now"
    assert shown(article, moved.live_from) == "Then"
    assert shown(article, later(5.1)) is None
    assert (moved.change, moved.note, moved.reason) == ("correction", "It said now.", "The offer ends.")
    assert [line["at"] for line in moved.corrections] == [moved.live_from.isoformat()]


def test_a_scheduled_withdrawal_is_moved_too(editor):
    article = make_live_story().article
    desk.withdraw(article, by=editor, at=later(1), reason="The offer ends.")
    desk.reschedule(article, by=editor, at=later(3))
    assert shown(article, later(2)) and not shown(article, later(3.1))


def test_nothing_is_moved_into_the_past_or_behind_its_end_or_where_nothing_is(editor):
    article = make_live_story().article
    with pytest.raises(ValidationError):
        desk.reschedule(article, by=editor, at=later())
    desk.publish(article, by=editor, at=later(2), change="update")
    desk.withdraw(article, by=editor, at=later(5), reason="The offer ends.")
    for hours in (-1, 5.5):
        with pytest.raises(ValidationError) as error:
            desk.reschedule(article, by=editor, at=later(hours))
        assert "at" in error.value.message_dict


@pytest.mark.parametrize("looks", range(5))
@pytest.mark.parametrize("verb", ["withdraw", "retract", "hotfix", "cancel"])
def test_a_moment_that_comes_while_a_verb_is_at_work_breaks_nothing(editor, verb, looks, monkeypatch):
    article = make_live_story().article
    desk.save(article, by=editor, dek="For later.")
    began, clock = timezone.now(), itertools.count()
    desk.publish(article, by=editor, at=began + timedelta(minutes=10 * looks + 5), change="update")
    monkeypatch.setattr(timezone, "now", lambda: began + timedelta(minutes=10 * next(clock)))
    words = {"hotfix": {"headline": "Mended at once"}, "cancel": {}}.get(verb, {"reason": "It was wrong."})
    try:
        getattr(desk, verb)(article, by=editor, **words)
    except ValidationError:
        assert verb == "cancel"  # nothing is scheduled any more
    spans = list(article.editions.order_by("live_from").values_list("live_from", "live_until"))
    assert [until for _begun, until in spans[:-1]] == [begun for begun, _until in spans[1:]]
