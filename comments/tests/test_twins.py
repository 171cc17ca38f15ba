"""A form that is sent twice makes one comment, but only its own sender is led to it."""

import pytest
from django.test import Client

from articles.tests.factories import make_live_story
from comments.models import Comment
from comments.tests.factories import form_data, new_url


@pytest.fixture
def story(db):
    return make_live_story()


def test_a_stranger_does_not_learn_by_guessing_whose_comment_it_is(story):
    data = form_data(story, email="bea@example.com")
    Client(REMOTE_ADDR="192.0.2.1").post(new_url(story), data)
    Client(REMOTE_ADDR="192.0.2.1").post(new_url(story), data)
    assert Comment.objects.count() == 1
    stranger = Client(REMOTE_ADDR="198.51.100.7")
    right, wrong = (
        stranger.post(new_url(story), data),
        stranger.post(new_url(story), {**data, "email": "no@example.com"}),
    )
    assert right.status_code == wrong.status_code == 302
    assert Comment.objects.count() == 3
