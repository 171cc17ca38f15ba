"""Fix the live text while a draft or a scheduled update waits; the fix reaches all of them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import desk
from articles.tests.factories import make_live_story

BODY = "It costs 5 crowns.\n\nIt ships in March.\n\nIt is grey."


@pytest.fixture
def story(db):
    return make_live_story(headline="A phone", body=BODY).article


def reload(article):
    article.refresh_from_db()
    return article


def test_the_fix_is_live_and_the_draft_keeps_both(story, editor):
    desk.save(story, by=editor, body=BODY.replace("grey", "blue"))
    edition, conflicts = desk.hotfix(story, by=editor, body=BODY.replace("March", "May"))
    assert conflicts == []
    assert edition.body == BODY.replace("March", "May")
    assert edition.change == "typo"
    assert reload(story).body == BODY.replace("March", "May").replace("grey", "blue")


def test_without_a_draft_there_is_nothing_left_to_publish(story, editor):
    edition, _ = desk.hotfix(story, by=editor, headline="The phone")
    assert reload(story).head == edition.revision


def test_the_fix_survives_into_a_scheduled_update(story, editor):
    desk.save(story, by=editor, body=BODY.replace("grey", "blue"))
    moment = timezone.now() + timedelta(hours=1)
    desk.publish(story, by=editor, at=moment, change="update")
    desk.hotfix(story, by=editor, body=BODY.replace("March", "May"))
    assert story.live_edition().body == BODY.replace("March", "May")
    assert story.live_edition(moment).body == BODY.replace("March", "May").replace("grey", "blue")
    assert story.live_edition(moment).change == "update"


def test_a_correction_stays_above_the_story_when_the_scheduled_update_takes_over(story, editor):
    moment = timezone.now() + timedelta(hours=1)
    desk.save(story, by=editor, headline="In an hour")
    desk.publish(story, by=editor, at=moment, change="typo")
    desk.hotfix(story, by=editor, dek="In May.", change="correction", note="It ships in May.")
    live, coming = story.live_edition(), story.scheduled_edition()
    assert [line["note"] for line in coming.corrections] == ["It ships in May."]
    assert coming.updated_at == live.updated_at is not None


def test_where_the_draft_changed_the_same_words_it_keeps_its_own_and_says_so(story, editor):
    desk.save(story, by=editor, body=BODY.replace("March", "June"))
    edition, conflicts = desk.hotfix(story, by=editor, body=BODY.replace("March", "May"))
    assert conflicts == ["body"]
    assert "May" in edition.body
    assert "June" in reload(story).body


def test_where_a_scheduled_update_changed_the_same_words_nothing_happens(story, editor):
    desk.save(story, by=editor, body=BODY.replace("March", "June"))
    desk.publish(story, by=editor, at=timezone.now() + timedelta(hours=1), change="update")
    with pytest.raises(desk.Conflict):
        desk.hotfix(story, by=editor, body=BODY.replace("March", "May"))
    assert story.live_edition().body == BODY
    assert "June" in reload(story).body


def test_a_fix_that_would_break_the_story_is_refused(story, editor):
    with pytest.raises(ValidationError):
        desk.hotfix(story, by=editor, headline="")
    with pytest.raises(ValidationError):
        desk.hotfix(story, by=editor, headline="A phone")
    assert reload(story).revisions.count() == 1


def test_a_writer_may_not_fix_what_is_live(story, writer):
    with pytest.raises(PermissionDenied):
        desk.hotfix(story, by=writer, headline="Mine")
