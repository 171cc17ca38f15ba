"""Two people press at the same instant: one thing happens, the log says which, and every page agrees with it."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.machines
ROUNDS = 100
MOMENTS = 20
TOKEN = "a" * 32
CAST = """
import json
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from articles.admin.standing import log_of
from articles.tests.factories import make_article, make_user
found = []
for editor in (make_user("editor"), make_user("editor")):
    store = SessionStore()
    store[SESSION_KEY] = str(editor.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = editor.get_session_auth_hash()
    store.create()
    found.append(store.session_key)
articles = [make_article(owner=make_user("writer")) for _n in range(10)]
print(json.dumps([found, [[article.pk, log_of(article).first().pk] for article in articles]]))
"""
COUNT = """
import json
from articles.models import Edition
from newsroom.models import LogLine, Notice
print(json.dumps([[Edition.objects.filter(article_id=pk).count() for pk in {pks}],
    [LogLine.objects.filter(subject_id=pk, action="published").count() for pk in {pks}],
    [Notice.objects.filter(subject_id=pk, kind="published").count() for pk in {pks}]]))
"""
# Reads "verb number moment" from its input, does that at that moment, and prints whether it was done.
ACTOR = """
import sys, time, django
from datetime import datetime, UTC
django.setup()
from django.core.exceptions import ValidationError
from articles import desk
from articles.models import Article
print("ready", flush=True)
for line in sys.stdin:
    verb, pk, moment = line.split()
    article = Article.objects.get(pk=pk)
    live = article.live_edition()
    change = {"change": "update"} if live else {}
    time.sleep(max(0, float(moment) - time.time()))
    try:
        if verb == "publish":
            desk.publish(article, by=None, **change)
        elif verb == "withdraw":
            desk.withdraw(article, by=None, reason="It was wrong.")
        else:
            at = datetime.fromtimestamp(float(verb), UTC)
            desk.save(article, by=None, dek=f"For {verb}.")
            desk.publish(article, by=None, at=at, **change)
        print("done", flush=True)
    except ValidationError as error:
        print("refused", error.messages, flush=True)
"""
STORY = """
import json
from articles.tests.factories import make_author, make_live_story, make_section
section = make_section(name="Races", slug="races")
edition = make_live_story(headline="Glacier of the races", section=section, bylines=[(make_author(), "words")])
lists = ["/", "/feed/", "/section/races/", "/section/races/feed/", "/search/?q=races", "/news-sitemap.xml"]
lists.append(f"/sitemap-{edition.published_at:%Y-%m}.xml")
print(json.dumps([edition.article_id, edition.get_absolute_url(), lists]))
"""
LAST = """
from newsroom.models import LogLine
lines = LogLine.objects.filter(subject_id={pk}, action__in=["published", "scheduled", "withdrew"])
print(lines.order_by("-pk").first().action)
"""


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def tell(newsroom, code):
    """What a program in a shell of the site's prints last."""
    return newsroom.manage("shell", "--no-imports", "-c", code).splitlines()[-1]


def get(newsroom, path):
    """(status, text) as a reader gets it."""
    try:
        with urlopen(newsroom.url + path, timeout=20) as answer:  # noqa: S310  an address of our own
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def press(newsroom, session, article, seen, barrier):
    """The status that the button “Publish” answers."""
    data = urlencode({"seen": seen, "when": "now", "csrfmiddlewaretoken": TOKEN}).encode()
    cookies = f"sessionid={session}; csrftoken={TOKEN}"
    address = f"{newsroom.url}/admin/articles/article/{article}/publish/"
    request = Request(address, data, {"Cookie": cookies, "Origin": newsroom.url})  # noqa: S310  an address of our own
    barrier.wait()
    try:
        return build_opener(Stay).open(request, timeout=30).status
    except HTTPError as error:
        return error.code


def test_two_editors_who_publish_at_the_same_instant_make_one_edition_and_one_notice(newsroom):
    sessions, articles = json.loads(tell(newsroom, CAST))
    with ThreadPoolExecutor(2) as pool:
        for article, seen in articles:
            barrier = Barrier(2)
            pressed = [pool.submit(press, newsroom, session, article, seen, barrier) for session in sessions]
            assert sorted(button.result() for button in pressed) == [302, 409]
    ones = [1] * len(articles)
    assert json.loads(tell(newsroom, COUNT.format(pks=[pk for pk, _seen in articles]))) == [ones, ones, ones]


@pytest.fixture
def actors(newsroom):
    """Two processes that do what they are told at the moment they are told."""
    command = [sys.executable, "-c", ACTOR]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    both = [subprocess.Popen(command, cwd=ROOT, env=newsroom.env, **pipes) for _each in range(2)]
    assert [actor.stdout.readline() for actor in both] == ["ready\n"] * 2
    yield both
    for actor in both:
        actor.stdin.close()
        actor.wait(20)


@pytest.fixture(scope="module")
def story(newsroom):
    """[number of the article, address, addresses of the lists]."""
    return json.loads(tell(newsroom, STORY))


def act(actors, pk, *verbs_and_moments):
    """Have each actor do its verb at its moment; whether each was done."""
    for actor, (verb, moment) in zip(actors, verbs_and_moments, strict=True):
        actor.stdin.write(f"{verb} {pk} {moment}\n")
    return [actor.stdout.readline().startswith("done") for actor in actors]


def agreed(newsroom, address, lists):
    """Whether every page shows the story, or none does; fails where they differ."""
    status, _page = get(newsroom, address)
    assert status in (200, 410)
    shown = {path: address in get(newsroom, path)[1] for path in lists}
    assert set(shown.values()) == {status == 200}, (status, shown)
    return status == 200


def test_after_publish_against_withdraw_the_state_is_the_last_line_of_the_log(newsroom, actors, story):
    pk, address, lists = story
    live, seen = True, set()
    for number in range(ROUNDS):
        moment = time.time() + 0.03
        published, withdrawn = act(actors, pk, ("publish", moment), ("withdraw", moment + (number % 5 - 2) / 200))
        assert published
        assert withdrawn or not live
        live = agreed(newsroom, address, lists)
        seen.add((withdrawn, live))
        if number % 10 == 9:
            assert tell(newsroom, LAST.format(pk=pk)) == ("published" if live else "withdrew")
    assert {(True, True), (True, False)} <= seen  # each was the last now and then


def test_a_schedule_that_fires_while_the_story_is_withdrawn_shows_it_nowhere_or_everywhere(newsroom, actors, story):
    pk, address, lists = story
    seen = set()
    for number in range(MOMENTS):
        live = agreed(newsroom, address, lists)
        at = time.time() + 1
        assert act(actors[:1], pk, (at, 0)) == [True]
        (withdrawn,) = act(actors[1:], pk, ("withdraw", at + (number % 5 - 2) / 50))
        time.sleep(max(0, at + 0.1 - time.time()))
        assert agreed(newsroom, address, lists) != withdrawn
        assert tell(newsroom, LAST.format(pk=pk)) == ("withdrew" if withdrawn else "scheduled")
        seen.add((live, withdrawn))
    assert (False, False) in seen or (True, True) in seen
