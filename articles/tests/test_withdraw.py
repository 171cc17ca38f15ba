"""Withdraw and retract."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import desk
from articles.tests.factories import make_article, make_live_story


def test_a_withdrawn_story_answers_410_and_leaves_every_list(client, editor):
    story = make_live_story(headline="Gone by noon", tags=["chips"])
    desk.withdraw(story.article, by=editor, reason="Published in error.")
    response = client.get(story.get_absolute_url())
    assert response.status_code == 410
    assert "Published in error." in response.content.decode()
    for address in ("/", "/feed/", "/search/?q=noon", story.section.get_absolute_url()):
        assert "Gone by noon" not in client.get(address).content.decode()
    assert client.get("/tag/chips/").status_code == 404


def test_a_withdrawal_needs_a_reason_for_readers(editor):
    story = make_live_story()
    with pytest.raises(ValidationError):
        desk.withdraw(story.article, by=editor, reason="")


def test_only_what_is_live_can_be_withdrawn(editor):
    with pytest.raises(ValidationError):
        desk.withdraw(make_article(), by=editor, reason="No need")


def test_a_writer_may_not_withdraw(writer):
    story = make_live_story(owner=writer)
    with pytest.raises(PermissionDenied):
        desk.withdraw(story.article, by=writer, reason="Oops")


def test_withdrawing_calls_off_the_update_that_would_bring_it_back(editor):
    article = make_live_story().article
    moment = timezone.now() + timezone.timedelta(hours=1)
    desk.publish(article, by=editor, at=moment, change="update")
    desk.withdraw(article, by=editor, reason="Wrong.")
    assert article.live_edition(moment) is None


def test_a_withdrawn_story_can_come_back_with_its_old_date(client, editor):
    story = make_live_story(at=timezone.now() - timezone.timedelta(days=9))
    desk.withdraw(story.article, by=editor, reason="We check a claim.")
    back = desk.publish(story.article, by=editor)
    assert back.published_at == story.published_at
    assert client.get(story.get_absolute_url()).status_code == 200


def test_a_retracted_story_stays_with_its_reason_above_it(client, editor):
    story = make_live_story(headline="It was all true")
    desk.retract(story.article, by=editor, reason="The source made it up.")
    page = client.get(story.get_absolute_url())
    assert page.status_code == 200
    assert "The source made it up." in page.content.decode()
    assert "The source made it up." in client.get("/corrections/").content.decode()


def test_a_retraction_does_not_publish_what_the_draft_holds(editor):
    story = make_live_story(headline="As published")
    desk.save(story.article, by=editor, headline="A draft")
    assert desk.retract(story.article, by=editor, reason="Wrong.").headline == "As published"
