"""Comments, and the form as a browser would send it."""

import itertools
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from comments import posting
from comments.forms import stamp
from comments.models import Comment

number = itertools.count(1)


def make_comment(story, **fields):
    """An approved comment on an Edition's article."""
    n = next(number)
    return posting.add(
        story.article,
        **{
            "name": f"Reader {n}",
            "email": f"reader{n}@example.com",
            "body": f"Sentence {n}.",
            "status": "approved",
            **fields,
        },
    )


def form_data(story, **fields):
    """What a browser sends ten seconds after it opened the form."""
    n = next(number)
    opened = stamp(story.article_id, timezone.now() - timedelta(seconds=10))
    words = {"name": f"Reader {n}", "email": f"reader{n}@example.com", "body": f"Sentence {n}."}
    return {**words, "website": "", "opened": opened, **fields}


def new_url(story, parent=None):
    return reverse("comments:new", args=[story.article_id]) + (f"?reply_to={parent.pk}" if parent else "")


def send(client, story, *, parent=None, headers=None, **fields):
    """Post the form. Returns the response."""
    return client.post(new_url(story, parent), form_data(story, **fields), headers=headers)


def sent(client, story, **fields):
    """Post the form from an address of its own, so that no limit stands in the way. Returns the Comment."""
    client.defaults["REMOTE_ADDR"] = f"192.0.2.{next(number) % 250 + 1}"
    before = set(Comment.objects.values_list("pk", flat=True))
    response = send(client, story, **fields)
    assert response.status_code == 302, response.content.decode()
    return Comment.objects.exclude(pk__in=before).get()
