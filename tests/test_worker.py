"""The worker beside the server: a process of its own, begun again when it dies, ended with the server."""

import os
import signal
import time

import pytest

from scripts import worker


@pytest.fixture
def begin(monkeypatch):
    """Begins a Worker, of a command that lasts."""
    monkeypatch.setattr(worker, "PAUSE", 0.1)
    begun = []

    def begin(**env):
        begun.append(worker.Worker(os.environ | env, ["sleep", "60"]))
        return begun[-1]

    yield begin
    for one in begun:
        one.stop()


def process_of(one, after=None):
    for _try in range(100):
        if one.process and one.process is not after:
            return one.process
        time.sleep(0.05)
    raise AssertionError("no process")


def test_another_begins_when_one_is_killed(begin):
    one = begin()
    first = process_of(one)
    first.send_signal(signal.SIGKILL)
    assert process_of(one, after=first).poll() is None


def test_it_ends_with_the_server_and_no_other_begins(begin):
    one = begin()
    process = process_of(one)
    one.stop()
    one.join(5)
    assert process.poll() is not None
    assert one.process is process and not one.is_alive()


def test_it_can_be_left_out(begin):
    assert begin(WORKER="off").process is None


def test_the_real_one_makes_what_waits(newsroom):
    newsroom.manage("shell", "--no-imports", "-c", ADD)
    newsroom.work()
    newsroom.manage("shell", "--no-imports", "-c", "from images.models import Image; Image.objects.get(state='made')")


ADD = """
from images.tests.factories import upload
from images import library
library.add(upload(), alt="Discs")
"""
