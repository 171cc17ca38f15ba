"""The site's own pages through the page cache."""

import pytest
from django.conf import settings

from articles import desk
from articles.tests.factories import make_article, make_live_story
from newsroom.tests.visits import visit

pytestmark = pytest.mark.django_db

EVIL = {
    "HTTP_HOST": "localhost",
    "HTTP_COOKIE": "csrftoken=evil; commenter=evil",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_FORWARDED_FOR": "evil",
    "HTTP_X_ORIGINAL_URL": "/evil",
    "HTTP_ACCEPT_LANGUAGE": "evil",
    "HTTP_REFERER": "https://evil.example/",
    "HTTP_USER_AGENT": "evil",
    "HTTP_X_REQUESTED_WITH": "fetch",
}


@pytest.fixture
def addresses():
    edition = make_live_story(headline="Kept for all")
    lists = ["/", "/search/?q=kept", "/corrections/", "/feed/", "/feed.json", "/sitemap.xml", "/news-sitemap.xml"]
    return [edition.get_absolute_url(), edition.section.get_absolute_url(), "/robots.txt", *lists]


def test_each_is_kept_and_a_hit_asks_nothing_of_the_database(cache, addresses, django_assert_num_queries):
    for address in addresses:
        assert visit(cache, address).how == "newsroom; fwd=miss; stored", address
    with django_assert_num_queries(0):
        for address in addresses:
            assert visit(cache, address).how == "newsroom; hit", address


def test_nothing_of_who_asked_first_is_in_them(cache, addresses):
    for address in addresses:
        answer = visit(cache, f"{address}{'&' if '?' in address else '?'}utm=evil", **EVIL)
        assert answer.how == "newsroom; fwd=miss; stored"
        assert b"evil" not in answer.body
        assert b"//localhost" not in answer.body
        assert "Set-Cookie" not in answer.headers


def test_the_addresses_in_them_are_those_that_readers_use(cache, addresses):
    assert f"<loc>{settings.SITE_URL}/".encode() in visit(cache, "/sitemap.xml", HTTP_HOST="localhost").body


def test_an_address_that_nothing_has_is_asked_for_each_time(cache):
    for _ in range(2):
        answer = visit(cache, "/2026/11/no-such-story/")
        assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-cache")
        assert answer.how == "newsroom; fwd=miss; detail=status-404"
    assert not cache.pages.entries


def test_the_desk_static_files_and_health_are_none_of_its_business(cache):
    for address in ("/admin/", "/accounts/login/", "/livez", "/readyz", "/static/css/base.css"):
        assert visit(cache, address).how is None
    assert not cache.pages.entries


def test_the_form_for_a_comment_is_everybodys_own(cache):
    answer = visit(cache, f"/comments/{make_live_story().article_id}/new/")
    assert answer.how is None
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_preview_link_is_asked_for_each_time(cache, editor):
    article = make_article(headline="Once")
    address = f"/preview/{desk.share(article, by=editor, days=1)}/"
    assert b"Once" in visit(cache, address).body
    desk.save(article, by=editor, headline="Twice")
    answer = visit(cache, address)
    assert b"Twice" in answer.body
    assert answer.how is None
    desk.unshare(article.preview_links.get(), by=editor)
    assert visit(cache, address).status == 404
