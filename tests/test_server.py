"""The server that `make run` and `make serve` start: the real one, on a port of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts import environment

ROOT = Path(__file__).parent.parent
SECONDS = 30

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not environment.works(), reason="there is no .venv: make test"),
]


@pytest.fixture
def server():
    """The process that make starts, and its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = {**os.environ, "SECRET_KEY": "x" * 50, "DEBUG": "0", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    code = f"import os; from scripts import server; server.serve('127.0.0.1', {port}, 1, dict(os.environ), log='info')"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    yield process, port
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(SECONDS)
    process.stdout.close()


def status(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def wait_for(port, process):
    """The status of /livez as soon as anything answers."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            return status(port, "/livez")
        except ConnectionRefusedError:
            time.sleep(0.05)
    pytest.fail("The server did not start.")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_one_signal_to_all_of_it_stops_it_cleanly(server, number):
    process, port = server
    assert wait_for(port, process) == 200
    os.killpg(process.pid, number)  # what a terminal does at Ctrl-C
    words = process.stdout.read()
    assert process.wait(SECONDS) == 0
    assert "Stopped worker-1" in words
    assert "Killing" not in words
    with pytest.raises(ConnectionRefusedError):
        status(port, "/livez")
