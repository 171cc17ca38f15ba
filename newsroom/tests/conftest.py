import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from newsroom.pagecache.wrapper import PageCache
from newsroom.tests import paper


@pytest.fixture
def _kept_connections(monkeypatch):
    """Don't close the connection that the test's transaction is in, as Django's own test client does not."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    monkeypatch.setattr("newsroom.pagecache.rendering.close_old_connections", lambda: None)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def cache(_kept_connections):
    """The page cache with the whole site under it."""
    return PageCache(get_wsgi_application())


@pytest.fixture
def printed(db, _kept_connections, settings, monkeypatch):
    """The page cache with a paper under it (newsroom/tests/paper.py), fresh. The paper itself needs no database."""
    settings.ROOT_URLCONF = "newsroom.tests.paper"
    settings.MIDDLEWARE = []
    monkeypatch.setattr("newsroom.pagecache.rendering.deadlines", [])
    monkeypatch.setattr(paper, "between", [paper.nothing])
    for kept in (paper.now, paper.renders, paper.headers, paper.cookies):
        kept.clear()
    return PageCache(get_wsgi_application())
