"""The worker asks other sites whether a page is there, and never anything within."""

import socket
import threading
import time
from contextlib import suppress
from types import SimpleNamespace

import pytest

from articles import desk, outside, tasks
from articles.models import Link
from articles.tests.factories import make_article


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 ::1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 ::ffff:127.0.0.1 fe80::1%eth0 "
    "fd00::1 64:ff9b::7f00:1 2002:7f00:1:: 2001:0:1:: 224.0.0.1 ff02::1 255.255.255.255".split(),
)
def test_addresses_of_our_own_network_are_not_public(address):
    assert not outside.is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700:4700::1111"])
def test_addresses_of_the_internet_are_public(address):
    assert outside.is_public(address)


@pytest.fixture
def calls(monkeypatch):
    """The addresses to which somebody tried to connect."""
    made = []

    def connect(address, *args, **kwargs):
        made.append(address[0])
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    return made


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1/", "http://[::1]/", "http://0.0.0.0/", "http://2130706433/", "http://0177.0.0.1/"),
        *("http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest", "http://localhost./", "file:///etc/passwd"),
        *(
            "gopher://example.org/",
            "http://93.184.215.14:22/",
            "http://",
            "http://[bad/",
            "http://a..b/",
            "http://x:y/",
        ),
    ],
)
def test_nothing_connects_to_what_is_not_public(calls, address):
    assert outside.problem_of(address)
    assert calls == []


def test_a_host_with_one_private_address_is_not_asked(calls, monkeypatch):
    found = [(2, 1, 6, "", (address, 80)) for address in ("93.184.215.14", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    assert outside.problem_of("http://two.example/")
    assert calls == []


def test_the_connection_goes_to_the_address_that_was_looked_at(calls, monkeypatch):
    answers = iter([[(2, 1, 6, "", ("93.184.215.14", 80))], [(2, 1, 6, "", ("127.0.0.1", 80))]])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: next(answers))
    outside.problem_of("http://rebinding.example/")
    assert calls == ["93.184.215.14"]


def test_a_redirect_into_our_network_is_not_followed(monkeypatch):
    asked = []

    def ask(address, method, until):
        asked.append(address)
        return (302, "http://127.0.0.1/") if "public" in address else real(address, method, until)

    real = outside._ask
    monkeypatch.setattr(outside, "_ask", ask)
    assert outside.problem_of("http://public.example/") == "its host is not public."
    assert asked == ["http://public.example/", "http://127.0.0.1/"]


@pytest.mark.parametrize(("status", "dead"), [(200, False), (403, False), (500, False), (404, True), (410, True)])
def test_only_a_page_that_is_not_there_is_dead(monkeypatch, status, dead):
    monkeypatch.setattr(outside, "_ask", lambda address, method, until: (status, None))
    assert bool(outside.problem_of("https://example.org/")) == dead


def test_saving_asks_nobody_and_the_worker_asks_once(db, writer, monkeypatch, django_capture_on_commit_callbacks):
    asked, queued = [], []
    monkeypatch.setattr(outside, "problem_of", lambda address: asked.append(address) or "")
    run = tasks.ask_links.func
    monkeypatch.setattr(tasks, "ask_links", SimpleNamespace(enqueue=queued.append))
    article = make_article(owner=writer)
    with django_capture_on_commit_callbacks(execute=True):
        desk.save(article, by=writer, body="[a](https://example.org/a) [a](https://example.org/a)")
    assert asked == [] and queued == [article.pk]
    run(article.pk)
    run(article.pk)
    assert asked == ["https://example.org/a"] and Link.objects.get().problem == ""
    with django_capture_on_commit_callbacks(execute=True):
        desk.save(article, by=writer, headline="Another")
    assert queued == [article.pk]


@pytest.mark.parametrize(
    ("scheme", "head"),
    [("http", b"HTTP/1.1 200 OK"), ("http", b"HTTP/1.1 301 x\r\nX: "), ("https", b"\x16\x03\x03\x3f\xff")],
)
def test_a_server_that_drips_is_given_up(monkeypatch, scheme, head):
    def drip():
        peer, _address = server.accept()
        with suppress(OSError):
            peer.send(head)
            for sign in b"x" * 60:
                peer.send(bytes([sign]))
                time.sleep(0.1)
        peer.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, daemon=True).start()
        connect = socket.create_connection
        monkeypatch.setattr(outside, "_public", lambda host, port: "127.0.0.1")
        monkeypatch.setattr(socket, "create_connection", lambda _to, *args: connect(server.getsockname(), *args))
        monkeypatch.setattr(outside, "DEADLINE", 0.5)
        began = time.monotonic()
        assert outside.problem_of(f"{scheme}://drips.example/") in ("its site did not answer.", "")
        assert time.monotonic() - began < 3


def test_a_task_that_takes_long_leaves_the_rest_to_the_next(db, writer, monkeypatch):
    asked, queued = [], []
    monkeypatch.setattr(outside, "problem_of", lambda address: asked.append(address) or "")
    monkeypatch.setattr(tasks, "AT_A_TIME", -1)
    run = tasks.ask_links.func
    monkeypatch.setattr(tasks, "ask_links", SimpleNamespace(enqueue=queued.append))
    article = make_article(owner=writer, body="[a](https://example.org/a) [b](https://example.org/b)")
    run(article.pk)
    assert (asked, queued) == (["https://example.org/a"], [article.pk])
    run(article.pk)
    assert asked == ["https://example.org/a", "https://example.org/b"]
