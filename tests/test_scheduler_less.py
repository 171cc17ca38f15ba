"""Nothing runs but the web server, its pages kept: what was scheduled takes effect on every page at its moment.

And with workers: each notice of such a moment once, though one of two is killed over it.
"""

import json
import re
import signal
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.machines
SECONDS = 8
PREPARE = """
import json
from datetime import timedelta
from django.utils import timezone
from articles import desk
from articles.tests.factories import make_article, make_author, make_live_story, make_section
bylines = [(make_author(name="Ina Ice"), "words")]
place = {{"section": make_section(name="Ice", slug="ice"), "bylines": bylines, "tags": ["floes"]}}
coming = make_article(headline="Coming glacier", **place)
updated = make_live_story(headline="Former glacier", **place).article
ending = make_live_story(headline="Ending glacier", **place).article
desk.save(updated, by=None, headline="Newer glacier")
at = timezone.now() + timedelta(seconds={seconds})
story = desk.publish(coming, by=None, at=at)
desk.publish(updated, by=None, at=at, change="update")
desk.withdraw(ending, by=None, at=at, reason="The offer ended.")
section, author, tag = (place["section"].slug, place["bylines"][0][0].slug, coming.tags.get().slug)
live = [article.live_edition().get_absolute_url() for article in (updated, ending)]
print(json.dumps([at.timestamp(), section, author, tag, story.get_absolute_url(), *live]))
"""


def get(newsroom, path):
    """(status, text)."""
    try:
        with urlopen(newsroom.url + path, timeout=20) as answer:  # noqa: S310  an address of our own
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_a_story_an_update_and_a_withdrawal_take_effect_on_every_page_at_their_moment(newsroom):
    printed = newsroom.manage("shell", "--no-imports", "-c", PREPARE.format(seconds=SECONDS))
    at, section, author, tag, coming, updated, ending = json.loads(printed.splitlines()[-1])
    lists = ["/", f"/section/{section}/", f"/tag/{tag}/", f"/author/{author}/", "/search/?q=glacier"]
    lists += ["/feed/", "/feed.json", f"/section/{section}/feed/", f"/tag/{tag}/feed/", f"/author/{author}/feed/"]
    lists += [f"/{coming[1:8]}/", f"/{coming[1:5]}/"]
    sitemaps = [
        "/news-sitemap.xml",
        next(line for line in sitemap_parts(newsroom) if "stories" in line or "20" in line),
    ]
    for _twice in range(2):  # the second time from the page cache
        for path in lists:
            _status, page = get(newsroom, path)
            assert ["Coming glacier" in page, "Former glacier" in page, "Ending glacier" in page] == [
                False,
                True,
                True,
            ], path
        for path in sitemaps:
            page = get(newsroom, path)[1]
            assert [coming in page, updated in page, ending in page] == [False, True, True], path
        assert [get(newsroom, path)[0] for path in (coming, updated, ending)] == [404, 200, 200]
    assert time.time() < at, "it took too long: give it more SECONDS"
    time.sleep(max(0, at - time.time()) + 0.05)
    for path in lists:
        _status, page = get(newsroom, path)
        found = [name in page for name in ("Coming glacier", "Newer glacier", "Former glacier", "Ending glacier")]
        assert found == [True, True, False, False], path
    for path in sitemaps:
        page = get(newsroom, path)[1]
        assert [coming in page, updated in page, ending in page] == [True, True, False], path
    assert [get(newsroom, path)[0] for path in (coming, updated, ending)] == [200, 200, 410]
    assert "The offer ended." in get(newsroom, ending)[1]
    assert "Newer glacier" in get(newsroom, updated)[1]


def sitemap_parts(newsroom):
    index = get(newsroom, "/sitemap.xml")[1]
    return [address.removeprefix(newsroom.url) for address in re.findall("<loc>([^<]+)</loc>", index)]


MANY = 12
SCHEDULE = """
from datetime import timedelta
from django.utils import timezone
from articles import desk
from articles.tests.factories import make_article
from newsroom.models import User
writer = User.objects.get(email="writer@example.com")
for n in range({many}):
    article = make_article(owner=writer, headline=f"Moment {{n}}")
    desk.publish(article, by=None, at=timezone.now() + timedelta(seconds=3))
"""
# The second look at what a killed worker left is due at once.
LATER = """
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
"""
TOLD = """
from newsroom.models import Notice
print(sorted(Notice.objects.filter(kind="live", label__startswith="Moment").values_list("label", flat=True)))
"""


def begin(newsroom):
    command = [sys.executable, "manage.py", "work", "--interval=0.1", "--no-startup-delay"]
    return subprocess.Popen(command, cwd=ROOT, env=newsroom.env)


def test_each_moment_is_told_of_once_by_two_workers_one_of_them_killed(newsroom):
    shell = lambda code: newsroom.manage("shell", "--no-imports", "-c", code)  # noqa: E731
    shell(SCHEDULE.format(many=MANY))
    workers = [begin(newsroom), begin(newsroom)]
    expected = str(sorted(f"Moment {n}" for n in range(MANY)))
    try:
        while shell(TOLD).strip() == "[]":
            time.sleep(0.05)
        workers[0].send_signal(signal.SIGKILL)
        time.sleep(2)
        shell(LATER)
        for _try in range(40):
            if shell(TOLD).strip() == expected:
                break
        shell(LATER)
        time.sleep(2)
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    assert shell(TOLD).strip() == expected
