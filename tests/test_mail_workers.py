"""Each notice is mailed once: by real workers over real SMTP, one of them killed in the middle, one address refused."""

import signal
import subprocess
import sys
import time

import pytest

from tests import smtp_server
from tests.conftest import ROOT

MANY = 12
TELL = """
from newsroom import notices
from newsroom.models import User
from articles.tests.factories import make_article
names = ["slow", "refused", *(f"told{{n}}" for n in range({many}))]
chief = {{"is_staff": True, "is_superuser": True}}
users = [User.objects.create_user(f"{{name}}@example.com", name=name, **chief) for name in names]
story = make_article(headline="A ruling")
for _time in range(2):
    notices.tell(users, "published", story, key="published:mails")
"""
# Whatever is to be done later is due.
LATER = """
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from newsroom.models import Notice
now = timezone.now()
Notice.objects.filter(mail_due__gt=now).update(mail_due=now)
DBTaskResult.objects.filter(status="READY").update(run_after=now)
"""
STATE = """
from newsroom.models import Notice
found = Notice.objects.filter(key="published:mails")
tries = found.get(to__name="refused").mail_tries
print(found.filter(mailed_at=None).count(), found.filter(mail_due=None).count(), tries)
"""
LEAVE = """
from newsroom.models import User
User.objects.filter(notices__key="published:mails").update(is_active=False)
"""


@pytest.fixture
def post():
    with smtp_server.running() as box:
        yield box


def begin(newsroom, post):
    command = [sys.executable, "manage.py", "work", "--interval=0.1", "--no-startup-delay"]
    return subprocess.Popen(command, cwd=ROOT, env=newsroom.env | {"EMAIL_URL": post.url})


def until(condition, seconds=60):
    for _try in range(seconds * 10):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def test_each_notice_is_mailed_once_whoever_is_killed_and_whatever_fails(newsroom, post):
    def shell(code):
        return newsroom.manage("shell", "--no-imports", "-c", code)

    shell(TELL.format(many=MANY))
    others = []
    told = {f"told{n}@example.com" for n in range(MANY)} | {"slow@example.com"}

    def got():
        return sorted(recipient for recipient, _message in post.mails if recipient in told)

    first = begin(newsroom, post)
    try:
        assert post.reached.wait(60)  # the mail server has all of one mail, and has not said that it took it
        others += [begin(newsroom, post), begin(newsroom, post)]
        first.send_signal(signal.SIGKILL)
        first.wait()
        until(lambda: len(got()) == MANY)
        post.go_on.set()
        for tries in range(2, 9):
            shell(LATER)
            until(lambda tries=tries: int(shell(STATE).split()[2]) >= min(tries, 6))
        until(lambda: len(got()) > MANY)
        time.sleep(1)
    finally:
        for worker in [first, *others]:
            worker.kill()
            worker.wait()
    assert got() == sorted(told)
    assert not [recipient for recipient, _message in post.mails if "refused" in recipient]
    assert shell(STATE).split() == ["1", str(MANY + 2), "6"]  # the refused one is given up
    shell(LEAVE)
