"""Readers' pages from a read replica of PostgreSQL: a real one, that lags when it is told to."""

import os
import subprocess
import sys

import pytest

from scripts import packages, postgres

PROGRAMS = packages.postgres()
pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(PROGRAMS is None, reason="no PostgreSQL here: apt-get install postgresql"),
]

# Run in a process of its own, whose settings have both databases.
SCRIPT = """
import django, sys, time
django.setup()
from django.core.management import call_command
from django.db import connections
from django.test import Client
from articles import desk
from articles.tests.factories import make_live_story

def tell(database, statement):
    with connections[database].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None

def position(database, function):
    return int(tell(database, f"SELECT pg_wal_lsn_diff({function}, '0/0')"))

def shown():
    "The story's headline as a reader gets it now, and whether the replica was asked for it."
    connections["replica"].force_debug_cursor = True
    connections["replica"].queries_log.clear()
    page = Client(HTTP_HOST="127.0.0.1").get(story.get_absolute_url())
    assert page.status_code == 200, page.status_code
    words = next(words for words in ("First", "Second") if words in page.content.decode())
    return words, any("articles_edition" in query["sql"] for query in connections["replica"].queries)

def wait_for_the_replica():
    for _try in range(200):
        if position("replica", "pg_last_wal_replay_lsn()") >= position("default", "pg_current_wal_lsn()"):
            return
        time.sleep(0.05)
    raise AssertionError("the replica never caught up")

call_command("migrate", verbosity=0)
story = make_live_story(headline="First")
wait_for_the_replica()
assert shown() == ("First", True)
assert "First" in Client(HTTP_HOST="127.0.0.1").get("/search/?q=First").content.decode()
assert any("articles_search" in query["sql"] for query in connections["replica"].queries)

tell("replica", "SELECT pg_wal_replay_pause()")
desk.save(story.article, by=None, headline="Second")
desk.publish(story.article, by=None, change="typo")
assert shown() == ("Second", False)

tell("replica", "SELECT pg_wal_replay_resume()")
wait_for_the_replica()
assert shown() == ("Second", True)

print("stop", flush=True)
sys.stdin.readline()
assert shown()[0] == "Second"  # first the replica's connection breaks in the middle of a page
assert shown() == ("Second", False)
"""


def test_a_page_comes_from_the_replica_but_never_from_one_that_lags_or_is_gone(tmp_path):
    with postgres.throw_away(PROGRAMS) as primary:
        database = f"{primary.rpartition('/')[0]}/postgres"
        with postgres.replica_of(primary, PROGRAMS) as replica:
            env = os.environ | {
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                "SECRET_KEY": "x",
                "DATABASE_URL": database,
                "DATABASE_REPLICA_URL": f"{replica.rpartition('/')[0]}/postgres",
                "DEBUG": "1",  # so that no static files have to be gathered
                "PURGE_TABLE": str(tmp_path / "purges"),
                "MEDIA_ROOT": str(tmp_path),
            }
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
            site = subprocess.Popen([sys.executable, "-c", SCRIPT], env=env, **pipes)
            for line in site.stdout:
                if line == "stop\n":
                    break
        _out, complaints = site.communicate("go on\n", timeout=60)  # the replica has been stopped by now
    assert site.returncode == 0, complaints[-3000:]
