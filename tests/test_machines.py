"""Several machines: one database, one Redis, and on each a table of purges with web processes that share it."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsroom.pagecache.table import Table
from tests.conftest import make_database

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.machines
WEB_PROCESS = "import newsroom.wsgi, time; print('ready', flush=True); time.sleep(600)"
DESK = """
import os, sys, signal, time, django
django.setup()
from django.db import connection, transaction
from newsroom import pagecache
from newsroom.pagecache import purging
if "killed" in sys.argv:
    purging.deliver = lambda purge: os.kill(os.getpid(), signal.SIGKILL)
connection.ensure_connection()
began = time.monotonic()
with transaction.atomic():
    pagecache.purge(sys.argv[1])
print(time.monotonic() - began)
"""


class Machine:
    """`.has_purged(tag)` since it was asked before; `.desk(tag)` purges from here; `.processes` are the web's."""

    def __init__(self, folder, env):
        self.env = env | {"PURGE_TABLE": str(folder)}
        self.table = Table(str(folder))
        self.processes, self.before = [], 0

    def start(self):
        self.processes.append(self.run(WEB_PROCESS, stdout=subprocess.PIPE))
        return self.processes[-1]

    def run(self, code, *words, **options):
        return subprocess.Popen([sys.executable, "-c", code, *words], cwd=ROOT, env=self.env, **options)

    def desk(self, *words):
        """Purge in a transaction of a process of its own; how many seconds that took, or None where it was killed."""
        process = self.run(DESK, *words, stdout=subprocess.PIPE)
        said = process.communicate()[0]
        return float(said) if said else None

    def mark(self):
        self.before = self.table.clock

    def has_purged(self, tag):
        return self.table.purged_since(self.table.places([tag])[1:], self.before)

    def has_purged_everything(self):
        return self.table.purged_since(self.table.places([]), self.before)

    def kill(self):
        for process in self.processes:
            process.kill()
            process.communicate()
        self.processes = []


@pytest.fixture(scope="module")
def env(tmp_path_factory, django_db_setup, django_db_blocker):
    """The environment of every process here, with an empty database."""
    with django_db_blocker.unblock():
        database = make_database(tmp_path_factory.mktemp("machines"))
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "SECRET_KEY": "used-by-the-tests-and-by-nothing-else",
        "DATABASE_URL": database,
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=env, check=True)
    return env


@pytest.fixture
def machines(tmp_path, redis, env):
    machines = [Machine(tmp_path / name, env | {"CACHE_URL": redis.cache_url}) for name in ("purges-1", "purges-2")]
    start_on(machines)
    wait_until(lambda: redis.client.xlen("newsroom:purges") == 2)  # both listen
    time.sleep(0.2)
    yield machines
    for machine in machines:
        machine.kill()


def start_on(machines):
    """Start one more web process on each."""
    begun = [machine.start() for machine in machines]
    assert [process.stdout.readline() for process in begun] == [b"ready\n"] * len(begun)


def wait_until(true, seconds=10.0):
    """How many seconds it took to come true."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() < began + seconds, "it did not come true"
        time.sleep(0.01)
    return time.monotonic() - began


def left(machines):
    """How many purges are still on their way."""
    count = "import django; django.setup(); from newsroom.models import Purge; print(Purge.objects.count())"
    return int(machines[0].run(count, stdout=subprocess.PIPE).communicate()[0])


def test_a_purge_reaches_the_other_machine_within_a_second(machines):
    here, there = machines
    there.mark()
    here.desk("story:1")
    assert wait_until(lambda: there.has_purged("story:1")) < 1
    assert not there.has_purged("story:2")
    assert not there.has_purged_everything()
    wait_until(lambda: left(machines) == 0)


def test_a_purge_is_carried_out_once_on_each_machine(machines):
    clocks = [machine.table.clock for machine in machines]
    machines[0].desk("story:1")
    time.sleep(2.5)
    assert [machine.table.clock for machine in machines] == [clock + 1 for clock in clocks]


def test_a_purge_whose_process_is_killed_after_the_commit_is_carried_out(machines):
    for machine in machines:
        machine.mark()
    assert machines[0].desk("story:1", "killed") is None
    for machine in machines:
        assert wait_until(lambda machine=machine: machine.has_purged("story:1")) < 3
    wait_until(lambda: left(machines) == 0)


@pytest.mark.parametrize("trouble", ["kill", "stop"])
def test_without_redis_a_purge_reaches_the_other_machine_all_the_same(machines, redis, trouble):
    here, there = machines
    getattr(redis, trouble)()
    there.mark()
    assert here.desk("story:1") < 0.5
    assert wait_until(lambda: there.has_purged("story:1")) < 3
    there.mark()
    assert wait_until(there.has_purged_everything) < 3.5
    redis.go_on() if trouble == "stop" else redis.start()
    wait_until(lambda: left(machines) == 0, 20)
    time.sleep(2.5)
    there.mark()
    here.desk("story:2")
    assert wait_until(lambda: there.has_purged("story:2")) < 1
    assert not there.has_purged_everything()


def test_a_flushed_redis_makes_each_machine_purge_everything_once(machines, redis):
    for machine in machines:
        machine.mark()
    redis.client.flushall()
    for machine in machines:
        assert wait_until(machine.has_purged_everything) < 2
    time.sleep(1.5)
    for machine in machines:
        machine.mark()
    time.sleep(1.5)
    assert not any(machine.has_purged_everything() for machine in machines)


def test_no_purge_is_lost_while_couriers_are_killed(machines):
    """On each machine one of two processes is the courier. It dies soon after a commit, and the other takes over."""
    start_on(machines)
    for number in range(4):
        tag, before = f"story:{number}", [machine.table.clock for machine in machines]
        machines[number % 2].desk(tag, *(["killed"] if number % 3 == 0 else []))
        time.sleep(random.random() * 0.15)
        for machine in machines:
            victim = machine.processes.pop(0)
            victim.kill()
            victim.communicate()
        for machine, clock in zip(machines, before, strict=True):
            wait_until(lambda: machine.table.purged_since(machine.table.places([tag]), clock), 4)  # noqa: B023
        start_on(machines)
    wait_until(lambda: left(machines) == 0, 20)
