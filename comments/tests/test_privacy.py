"""What is kept of a commenter, and for how long."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.tests.factories import make_live_story
from comments.models import Comment
from comments.tests.factories import make_comment, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_live_story()


def run(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_a_commenter_is_forgotten_and_the_words_stay(client, story):
    make_comment(story, name="CANARY", email="ada@example.com", body="Worth keeping.", browser="b", ip_hash="i")
    other = make_comment(story)
    assert "1" in run("forget_commenter", "Ada@Example.com")
    comment = Comment.objects.exclude(pk=other.pk).get()
    assert (comment.name, comment.email, comment.browser, comment.ip_hash) == ("", "", "", "")
    page = client.get(story.get_absolute_url()).content.decode()
    assert "CANARY" not in page
    assert "A reader" in page
    assert "Worth keeping." in page
    other.refresh_from_db()
    assert other.name


def test_the_words_go_too_where_that_is_asked(client, story):
    comment = make_comment(story, email="ada@example.com", body="CANARY")
    reply = make_comment(story, parent=comment)
    run("forget_commenter", "ada@example.com", "--texts")
    comment.refresh_from_db()
    assert "CANARY" not in str(Comment.objects.values())
    page = client.get(story.get_absolute_url()).content.decode()
    assert "Removed at the writer&#x27;s request." in page or "Removed at the writer's request." in page
    assert f'id="comment-{reply.pk}"' in page


def test_what_is_left_of_an_address_is_dropped_after_thirty_days(client, story):
    fresh = sent(client, story)
    at = timezone.now() - timedelta(days=31)
    old = make_comment(story, at=at, ip_hash="feed")
    assert "1" in run("sweep_comments")
    assert Comment.objects.get(pk=old.pk).ip_hash == ""
    assert Comment.objects.get(pk=fresh.pk).ip_hash
