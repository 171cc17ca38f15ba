"""Who is told of what happens to a story."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import desk
from articles.tests.factories import make_article, make_author, make_user
from newsroom.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(writer):
    return make_article(owner=writer)


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("to", flat=True))


def pks(*users):
    return {user.pk for user in users}


def test_submitted_all_editors_are_told_until_it_is_somebodys(story, writer, editor, chief):
    desk.submit(story, by=writer)
    assert told("submitted") == pks(editor, chief)
    desk.return_to_writer(story, by=chief, reason="Not yet.")
    desk.assign(story, by=chief, editor=editor)
    Notice.objects.all().delete()
    desk.submit(story, by=writer)
    assert told("submitted") == pks(editor)


def test_returned_its_writers_are_told_why_and_who_had_passed_it_on(story, writer, editor, chief):
    signer, other = make_user("writer"), make_user("editor")
    desk.save(story, by=editor, bylines=[(make_author(user=signer), "words")])
    desk.submit(story, by=writer)
    desk.approve(story, by=editor)
    desk.return_to_writer(story, by=chief, reason="Needs a second source.")
    assert told("returned") == pks(writer, signer, editor)
    assert set(Notice.objects.filter(kind="returned").values_list("words__text", flat=True)) == {
        "Needs a second source."
    }
    Notice.objects.all().delete()
    desk.submit(story, by=writer)
    desk.return_to_writer(story, by=other, reason="Once more.")
    assert told("returned") == pks(writer, signer)


def test_assigned_only_whoever_is_new_to_it_is_told(story, writer, editor, chief):
    second = make_user("editor")
    desk.assign(story, by=chief, writer=writer, editor=editor)
    assert told("assigned") == pks(writer, editor)
    Notice.objects.all().delete()
    desk.assign(story, by=chief, writer=writer, editor=second)
    assert told("assigned") == pks(second)
    desk.assign(story, by=chief, editor=None)
    assert told("assigned") == pks(second)


def test_what_readers_get_and_lose_its_writers_and_its_editor_hear_of(story, writer, editor, chief):
    desk.assign(story, by=chief, editor=editor)
    desk.publish(story, by=chief, at=timezone.now() + timedelta(hours=1))
    desk.cancel(story, by=chief)
    desk.publish(story, by=chief)
    desk.withdraw(story, by=chief, reason="It was wrong.")
    for kind in ("scheduled", "cancelled", "published", "withdrew"):
        assert told(kind) == pks(writer, editor), kind


def test_whoever_does_it_to_their_own_story_is_told_nothing(editor):
    story = make_article(owner=editor)
    desk.publish(story, by=editor)
    assert not Notice.objects.exists()


def test_a_pitch_goes_to_the_editors_and_its_fate_to_who_pitched_it(writer, editor):
    from articles.models import Article

    story = Article()
    desk.pitch(story, by=writer, headline="Ice")
    assert told("pitched") == pks(editor)
    desk.decline(story, by=editor, reason="We had that in spring.")
    assert told("declined") == pks(writer)


def test_saving_tells_nobody_and_nor_does_the_system_itself(story, writer, editor):
    desk.save(story, by=editor, dek="Changed")
    desk.publish(story, by=None)
    assert not Notice.objects.exists()


def test_a_legal_removal_takes_the_words_out_of_what_was_told_too(story, writer, editor, chief):
    desk.save(story, by=writer, headline="What John Canary said", body="It was John Canary who said so.")
    desk.submit(story, by=writer)
    desk.return_to_writer(story, by=editor, reason="Did John Canary say so?")
    desk.redact(story, by=chief, passage="John Canary", reason="A court said so")
    assert "Canary" not in str(Notice.objects.values())
