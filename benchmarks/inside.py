"""What a measure needs done with the site's own code: reads lines of JSON from stdin, answers each with another.

{"action": "publish", "pk": 7} calls `publish(pk=7)`. Runs beside the server, as another process of the site would.
"""

import json
import sys
import time

import django

django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles import desk, editions  # noqa: E402
from articles.models import Article, Edition, Section, Tag  # noqa: E402
from authors.models import Author  # noqa: E402
from benchmarks.addresses import many, paths  # noqa: E402
from comments import moderation, posting  # noqa: E402
from comments.models import Comment  # noqa: E402
from newsroom.models import User  # noqa: E402


def queries(paths):
    """How many queries each path costs, once what the process keeps is there."""
    client, counts = Client(HTTP_HOST="127.0.0.1"), []
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counts.append(len(captured))
    return counts


def prepare(words):
    """Save a draft with `words` in its headline. Returns its pk and the addresses of the lists that will have it."""
    section, author = Section.objects.first(), Author.objects.order_by("pk").first()
    tag = Tag.objects.annotate(uses=Count("edition_uses")).order_by("-uses").first()
    article = Article()
    fields = {"headline": f"The desk measures {words}", "dek": "How long it takes.", "body": "One paragraph.\n\nTwo."}
    bylines = [(author, "words")]
    desk.save(article, by=None, section=section, tags=[tag.name], bylines=bylines, comments_open=True, **fields)
    lists = {name: row.get_absolute_url() for name, row in (("section", section), ("tag", tag), ("author", author))}
    path = editions.path_of(Edition(published_at=timezone.now(), slug=article.slug))
    return {"pk": article.pk, "story": f"/{path}/", **lists}


def publish(pk):
    return committed(lambda: desk.publish(Article.objects.get(pk=pk), by=None))


def correct(pk, words):
    article = Article.objects.get(pk=pk)
    fields = {"headline": f"The desk corrects {words}", "note": f"It was not {words}.", "change": "correction"}
    return committed(lambda: desk.hotfix(article, by=None, **fields)[0])


def withdraw(pk):
    return committed(lambda: desk.withdraw(Article.objects.get(pk=pk), by=None, reason="It was only for measuring."))


def comment(pk, words):
    """Leave a comment to be approved. Returns its pk."""
    article = Article.objects.get(pk=pk)
    return posting.add(article, name="Alva Amsel", email="alva@example.com", body=f"Is it {words}?").pk


def approve(pk):
    return committed(lambda: moderation.approve(Comment.objects.filter(pk=pk), by=None))


def committed(change):
    """Do it. Returns when it was committed, before anything else ran, by time.monotonic(), and the story's address."""
    moments = []
    with transaction.atomic():
        transaction.on_commit(lambda: moments.append(time.monotonic()))
        done = change()
    return {"at": moments[0], "path": done.get_absolute_url() if isinstance(done, Edition) else ""}


def sign_in():
    """The key of a session of somebody who may do everything at the desk."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    user, _made = User.objects.get_or_create(
        email="bench@example.com", defaults={"name": "Bench", "is_staff": True, "is_superuser": True}
    )
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session.save()
    return session.session_key


ACTIONS = {
    act.__name__: act for act in (paths, many, queries, prepare, publish, correct, withdraw, comment, approve, sign_in)
}

if __name__ == "__main__":
    for line in sys.stdin:
        told = json.loads(line)
        print(json.dumps(ACTIONS[told.pop("action")](**told)), flush=True)
