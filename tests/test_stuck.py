"""Granian, all of whose threads somebody tries to keep busy: pages in memory come all the same."""

import socket
import time
from contextlib import ExitStack
from select import select
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from newsroom.pagecache.room import LATE

pytestmark = [pytest.mark.machines, pytest.mark.once]
# With the cookie Django looks for the token in the form, and so waits for the rest of the body.
HALF = (
    "POST /accounts/login/ HTTP/1.1\r\nHost: {host}\r\nCookie: csrftoken=" + "a" * 32 + "\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nlogin=half"
)


@pytest.fixture
def half_sent(newsroom):
    """Connections that send half a body and then nothing."""
    place = urlsplit(newsroom.url)
    with ExitStack() as stack:
        connections = [
            stack.enter_context(socket.create_connection((place.hostname, place.port), timeout=30)) for _ in range(16)
        ]
        for connection in connections:
            connection.sendall(HALF.format(host=place.netloc).encode())
        yield connections


@pytest.fixture
def kept(newsroom):
    """The address of a page that is in memory."""
    for _ in range(2):
        answer = urlopen(Request(f"{newsroom.url}/", method="HEAD"))  # noqa: S310  our own
    assert answer.headers["Cache-Status"] == "newsroom; hit"
    return f"{newsroom.url}/"


def seconds_for(address):
    began = time.monotonic()
    with urlopen(address, timeout=30) as answer:  # noqa: S310  our own
        assert answer.status == 200
    return time.monotonic() - began


def test_bodies_that_do_not_end_keep_no_page_in_memory_from_coming(newsroom, kept, half_sent):
    assert select(half_sent, [], [], LATE + 3)[0]  # for some there was no room, and they are told so
    for _ in range(5):
        assert seconds_for(kept) < 1
        assert seconds_for(f"{newsroom.url}/livez") < 1
    refused = select(half_sent, [], [], 0)[0]
    assert len(refused) == len(half_sent) - 3
    assert all(connection.recv(12) == b"HTTP/1.1 503" for connection in refused)
    for connection in half_sent:
        connection.close()
    time.sleep(0.5)
    assert seconds_for(f"{newsroom.url}/accounts/login/") < 1
