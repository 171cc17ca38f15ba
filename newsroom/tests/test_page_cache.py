"""What the page cache keeps, for whom, and with which headers."""

import gzip

import brotli
import pytest
from django.utils.http import http_date

from newsroom import pagecache
from newsroom.pagecache.table import EVERYTHING, table
from newsroom.tests import paper
from newsroom.tests.visits import visit

pytestmark = pytest.mark.once


@pytest.fixture
def clock(monkeypatch):
    """The time, to be put forward: `clock[0]` seconds."""
    clock = [1_800_000_000.25]
    for module in ("wrapper", "rendering"):
        monkeypatch.setattr(f"newsroom.pagecache.{module}.time", lambda: clock[0])
    return clock


def test_the_second_visitor_gets_the_page_from_memory(printed):
    first, second = visit(printed, "/paper/a/"), visit(printed, "/paper/a/")
    assert paper.renders == ["a"]
    assert (first.how, second.how) == ("newsroom; fwd=miss; stored", "newsroom; hit")
    assert first.body == second.body


def test_a_purge_brings_the_new_page_at_once(printed):
    visit(printed, "/paper/a/")
    visit(printed, "/paper/b/")
    paper.now["a"] = 2
    table().bump(["paper:a"])
    assert visit(printed, "/paper/a/").body.startswith(b"a 2")
    assert visit(printed, "/paper/b/").how == "newsroom; hit"


def test_everything_can_be_purged(printed):
    visit(printed, "/paper/a/")
    table().bump([EVERYTHING])
    assert visit(printed, "/paper/a/").how == "newsroom; fwd=miss; stored"


def test_a_render_that_began_before_a_purge_is_not_kept(printed):
    paper.between[0] = lambda name: table().bump(["paper:a"])
    answer = visit(printed, "/paper/a/")
    assert (answer.how, answer.headers["Cache-Control"]) == ("newsroom; fwd=miss", "no-cache")
    assert not printed.pages.entries
    paper.between[0] = paper.nothing
    assert visit(printed, "/paper/a/").how == "newsroom; fwd=miss; stored"


def test_a_purge_in_the_last_moment_before_a_page_is_kept_outdates_it(printed, monkeypatch):
    put = printed.pages.put
    monkeypatch.setattr(printed.pages, "put", lambda *args: (table().bump(["paper:a"]), put(*args)))
    visit(printed, "/paper/a/")
    paper.now["a"] = 2
    assert visit(printed, "/paper/a/").body.startswith(b"a 2")


@pytest.mark.parametrize("person", [
    {"HTTP_COOKIE": "sessionid=abc"},
    {"HTTP_COOKIE": "theme=dark; messages=abc"},
    {"HTTP_AUTHORIZATION": "Basic abc"},
    {"REQUEST_METHOD": "POST"},
    {"SCRIPT_NAME": "/else"},
])  # fmt: skip
def test_somebody_in_particular_is_djangos_to_answer(printed, person):
    visit(printed, "/paper/a/")
    answer = visit(printed, "/paper/a/", **person)
    assert answer.how is None
    assert answer.headers["Cache-Control"] == "no-cache"
    assert len(paper.renders) == 2


@pytest.mark.parametrize("other", [
    {"HTTP_COOKIE": "csrftoken=abc; theme=dark; _ga=1"},
    {"HTTP_RANGE": "bytes=0-3"},
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_X_ORIGINAL_URL": "/admin/", "HTTP_X_REWRITE_URL": "/admin/"},
    {"HTTP_X_FORWARDED_PROTO": "https"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST"},
    {"HTTP_ACCEPT_LANGUAGE": "xx-evil", "HTTP_USER_AGENT": "evil", "HTTP_REFERER": "https://evil.example/"},
    {"HTTP_HOST": "localhost"},
    {"QUERY_STRING": "utm_source=evil"},
])  # fmt: skip
def test_nothing_else_of_a_request_makes_a_difference_or_reaches_a_kept_page(printed, other):
    first = visit(printed, "/paper/a/", **other)
    assert first.how == "newsroom; fwd=miss; stored"
    assert visit(printed, "/paper/a/").body == first.body
    for evil in (b"evil", b"/admin/", b"csrftoken", b"bytes=", b"192.0.2.7", b"localhost"):
        assert evil not in first.body


def test_a_host_that_is_not_ours_gets_nothing_from_memory(printed):
    visit(printed, "/paper/a/")
    for host in ("evil.example", "127.0.0.1,evil.example", "127.0.0.1@evil.example", "", "x" * 300, None):
        assert visit(printed, "/paper/a/", HTTP_HOST=host).how is None


def test_with_an_https_address_a_plain_request_is_djangos_to_redirect(printed, settings):
    settings.SITE_URL = "https://127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    settings.MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
    secure = type(printed)(type(printed.django)())
    assert visit(secure, "/paper/a/", HTTP_X_FORWARDED_PROTO="https").how == "newsroom; fwd=miss; stored"
    assert visit(secure, "/paper/a/", HTTP_X_FORWARDED_PROTO="https").how == "newsroom; hit"
    assert visit(secure, "/paper/a/").status == 301
    assert visit(secure, "/paper/a/", HTTP_X_FORWARDED_PROTO="http").status == 301


@pytest.mark.parametrize(("headers", "cookies"), [
    ({"Vary": "Accept-Encoding, Cookie"}, {}),
    ({"Vary": "*"}, {}),
    ({"Cache-Control": "private"}, {}),
    ({"Cache-Control": "max-age=9, No-Store"}, {}),
    ({"Content-Encoding": "gzip"}, {}),
    ({}, {"csrftoken": "abc"}),
])  # fmt: skip
def test_what_is_meant_for_one_is_not_kept(printed, headers, cookies):
    paper.headers.update(headers)
    paper.cookies.update(cookies)
    for _ in range(2):
        answer = visit(printed, "/paper/a/")
        assert answer.status == 200
        assert "stored" not in answer.how
    assert len(paper.renders) == 2


def test_what_is_no_page_is_not_kept(printed):
    for address, status in (("/moved/", 301), ("/plain/", 200)):
        assert visit(printed, address).status == status
    assert not printed.pages.entries


def test_a_page_that_is_gone_leaves_memory(printed):
    visit(printed, "/paper/a/")
    table().bump(["paper"])
    paper.headers["Cache-Control"] = "private"
    visit(printed, "/paper/a/")
    assert not printed.pages.entries


def test_a_moment_that_changes_pages_ends_them(printed, clock, monkeypatch):
    from datetime import UTC, datetime

    moment = datetime.fromtimestamp(clock[0] + 90, UTC)
    monkeypatch.setattr("newsroom.pagecache.rendering.deadlines", [lambda: None, lambda: moment])
    visit(printed, "/paper/a/")
    clock[0] += 89.9
    assert visit(printed, "/paper/a/").how == "newsroom; hit"
    clock[0] += 0.1
    assert visit(printed, "/paper/a/").how != "newsroom; hit"


def test_caches_in_front_may_keep_a_page_for_a_second_and_never_past_its_moment(printed, clock, monkeypatch):
    from datetime import UTC, datetime

    moment = datetime.fromtimestamp(clock[0] + 10, UTC)
    monkeypatch.setattr("newsroom.pagecache.rendering.deadlines", [lambda: moment])
    usual = "public, max-age=0, must-revalidate, s-maxage=1, stale-while-revalidate=1"
    assert visit(printed, "/paper/a/").headers["Cache-Control"] == usual
    clock[0] += 8.5
    assert visit(printed, "/paper/a/").headers["Cache-Control"].endswith(", s-maxage=1")
    clock[0] += 1
    assert visit(printed, "/paper/a/").headers["Cache-Control"].endswith(", s-maxage=0")


def test_a_cdn_that_can_be_purged_may_keep_them_longer_and_learns_their_tags(printed, settings, clock):
    settings.CDN_PURGE_URL = "http://127.0.0.1:6081/"
    headers = visit(printed, "/paper/a/").headers
    assert "s-maxage=60, stale-while-revalidate=60, stale-if-error=86400" in headers["Cache-Control"]
    assert headers["Surrogate-Key"] == "everything paper paper:a"


def test_a_cdn_may_show_a_page_while_the_site_is_down_and_never_past_its_moment(printed, settings, clock, monkeypatch):
    from datetime import UTC, datetime

    settings.CDN_PURGE_URL = "http://127.0.0.1:6081/"
    deadline = clock[0] + 3600
    monkeypatch.setattr("newsroom.pagecache.rendering.deadlines", [lambda: datetime.fromtimestamp(deadline, UTC)])
    spans = set()
    for _ in range(71):
        told = visit(printed, "/paper/a/").headers["Cache-Control"]
        numbers = dict(part.split("=") for part in told.split(", ") if "=" in part)
        span = int(numbers["s-maxage"]) + int(numbers.get("stale-if-error", 0))
        assert clock[0] + span <= deadline
        spans.add(span)
        clock[0] += 50
    assert max(spans) > 1800
    assert len(spans) > 5


def test_a_page_of_too_many_tags_for_a_header_is_the_cdns_for_a_second(printed, settings, monkeypatch):
    settings.CDN_PURGE_URL = "http://127.0.0.1:6081/"
    paper.between[0] = lambda name: pagecache.shows(*(f"story:{number}" for number in range(1000)))
    headers = visit(printed, "/paper/a/").headers
    assert "s-maxage=1," in headers["Cache-Control"]
    assert "Surrogate-Key" not in headers


@pytest.mark.parametrize(("accepts", "encoding"), [
    (None, None), ("", None), ("identity", None), ("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"), ("*", "br"),
    ("br;q=0, gzip", "gzip"), ("gzip;q=0", None), ("gzip;q=0.5, identity;q=0.9", None), ("*;q=0", None),
    ("GZIP ; Q=0.3", "gzip"), ("br;q=nonsense", None), (";;,=,q=1;gzip", None), ("gzip" * 3000, None),
])  # fmt: skip
def test_the_encoding_is_one_that_the_visitor_takes(printed, accepts, encoding):
    undo = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}[encoding]
    for _ in range(2):
        answer = visit(printed, "/paper/a/", HTTP_ACCEPT_ENCODING=accepts)
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert int(answer.headers["Content-Length"]) == len(answer.body)
        assert undo(answer.body).startswith(b"a 1")


def test_head_tells_what_get_would(printed):
    head = visit(printed, "/paper/a/", "HEAD")
    get = visit(printed, "/paper/a/")
    assert (head.body, head.headers["Content-Length"]) == (b"", get.headers["Content-Length"])
    assert visit(printed, "/paper/a/", "HEAD").how == "newsroom; hit"


def test_who_has_the_page_gets_304(printed, clock):
    etag = visit(printed, "/paper/a/").headers["ETag"]
    for known in (etag, f'"else", {etag}', etag.removeprefix("W/"), "*"):
        answer = visit(printed, "/paper/a/", HTTP_IF_NONE_MATCH=known)
        assert (answer.status, answer.body) == (304, b"")
        assert set(answer.headers) == {"ETag", "Vary", "Cache-Control", "Cache-Status"}
    assert visit(printed, "/paper/a/", HTTP_IF_NONE_MATCH='"else"').status == 200
    paper.now["a"] = 2
    table().bump(["paper:a"])
    assert visit(printed, "/paper/a/", HTTP_IF_NONE_MATCH=etag).status == 200


def test_a_page_gets_its_date_once_no_other_version_can_have_the_same(printed, clock):
    date = http_date(int(clock[0]))
    assert "Last-Modified" not in visit(printed, "/paper/a/").headers
    assert visit(printed, "/paper/a/", HTTP_IF_MODIFIED_SINCE=date).status == 200
    clock[0] += 2
    assert visit(printed, "/paper/a/").headers["Last-Modified"] == date
    assert visit(printed, "/paper/a/", HTTP_IF_MODIFIED_SINCE=date).status == 304
    assert visit(printed, "/paper/a/", HTTP_IF_MODIFIED_SINCE=http_date(clock[0] - 60)).status == 200
    assert visit(printed, "/paper/a/", HTTP_IF_MODIFIED_SINCE="nonsense").status == 200
    assert visit(printed, "/paper/a/", HTTP_IF_MODIFIED_SINCE=date, HTTP_IF_NONE_MATCH='"else"').status == 200


def test_a_server_that_adds_to_the_headers_changes_nobody_elses(printed):
    environ = {"QUERY_STRING": "", "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "HTTP_HOST": "127.0.0.1:8000"}
    for _ in range(2):
        printed(environ | {"PATH_INFO": "/paper/a/"}, lambda status, lines: lines.append(("Server", "x")))
    assert "Server" not in visit(printed, "/paper/a/").headers
