import pytest
from django.core.wsgi import get_wsgi_application

from newsroom.pagecache.wrapper import PageCache
from newsroom.tests import paper


@pytest.fixture
def cache():
    """The page cache with the whole site under it."""
    return PageCache(get_wsgi_application())


@pytest.fixture
def printed(db, settings, monkeypatch):
    """The page cache with a paper under it (newsroom/tests/paper.py), fresh. The paper itself needs no database."""
    settings.ROOT_URLCONF = "newsroom.tests.paper"
    settings.MIDDLEWARE = []
    monkeypatch.setattr("newsroom.pagecache.rendering.deadlines", [])
    monkeypatch.setattr(paper, "between", [paper.nothing])
    for kept in (paper.now, paper.renders, paper.headers, paper.cookies):
        kept.clear()
    return PageCache(get_wsgi_application())
