"""deploy/varnish.vcl, with a real Varnish, and purges by the real courier code."""

import http.client
import os
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from newsroom.pagecache import cdn
from scripts import packages
from tests.conftest import free_port, wait_for

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = packages.varnish()
SECRET = "a-secret-of-the-tests"
FOR_LONG = "s-maxage=60, stale-while-revalidate=60, stale-if-error=86400"

pytestmark = [
    pytest.mark.machines,
    pytest.mark.skipif(not PROGRAM, reason="no varnishd here: install varnish (make test does, where it may)"),
]


class Site(BaseHTTPRequestHandler):
    """A site as Newsroom looks from outside. Each answer holds how many there were."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.server.is_down:
            self.close_connection = True
            return
        self.server.seen.append((self.path, dict(self.headers)))
        body = f"answer {len(self.server.seen)}".encode()
        self.send_response(self.server.status)
        kept = self.path.startswith("/story")
        told = f"public, max-age=0, must-revalidate, {self.server.told}"
        self.send_header("Cache-Control", told if kept else "no-cache")
        if kept:
            self.send_header("Surrogate-Key", "everything story:1 story:12 front")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def varnish(tmp_path_factory):
    """Varnish's `.port`, in front of `.site`; `.get(path, **headers)` gives an answer with `.text`."""
    folder = tmp_path_factory.mktemp("varnish")
    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    site.seen, site.status, site.told = [], 200, FOR_LONG
    site.is_down = False
    threading.Thread(target=site.serve_forever, daemon=True).start()
    text = (ROOT / "deploy" / "varnish.vcl").read_text()
    assert '.port = "8000"' in text
    file = folder / "newsroom.vcl"
    file.write_text(text.replace('.port = "8000"', f'.port = "{site.server_port}"'))
    port = free_port()
    words = ["-F", "-n", str(folder / "work"), "-a", f"127.0.0.1:{port}", "-f", str(file), "-s", "malloc,16m"]
    process = subprocess.Popen(
        [PROGRAM, *words, "-j", "none"], env=os.environ | {"PURGE_SECRET": SECRET}, stdout=subprocess.DEVNULL
    )
    wait_for(f"http://127.0.0.1:{port}/livez", process)

    def get(path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.text = answer.read().decode()
        connection.close()
        return answer

    yield SimpleNamespace(port=port, get=get, site=site)
    process.terminate()
    process.wait()
    site.shutdown()


@pytest.fixture
def purge(varnish, settings):
    """What the courier does."""
    settings.CDN_PURGE_URL = f"http://127.0.0.1:{varnish.port}/"
    settings.CDN_PURGE_HEADERS = {"Purge-Secret": SECRET}
    return cdn.send


def test_a_page_is_kept_until_one_of_its_tags_is_purged(varnish, purge):
    first = varnish.get("/story")
    assert varnish.get("/story").text == first.text
    purge({"story:2", "story:121", "author:1"})
    assert varnish.get("/story").text == first.text
    purge({"story:2", "story:1"})
    assert varnish.get("/story").text != first.text


def test_everything_can_be_purged(varnish, purge):
    first = varnish.get("/story")
    purge({"*"})
    assert varnish.get("/story").text != first.text


@pytest.mark.parametrize("secret", [{}, {"Purge_Secret": "another"}])
def test_nobody_purges_without_the_secret(varnish, secret):
    first = varnish.get("/story")
    assert varnish.get("/", method="PURGE", Surrogate_Key="everything", **secret).status == 403
    assert varnish.get("/story").text == first.text


@pytest.mark.parametrize("tags", ["", ".*", "a|b", "story:1)||(obj.status", "a  b"])
def test_tags_that_are_none_are_refused(varnish, tags):
    assert varnish.get("/", method="PURGE", Surrogate_Key=tags, Purge_Secret=SECRET).status == 400


def test_what_is_not_for_everybody_is_asked_each_time(varnish):
    assert varnish.get("/else").text != varnish.get("/else").text
    first = varnish.get("/story", Cookie="sessionid=x")
    assert first.text != varnish.get("/story", Cookie="sessionid=x").text


def test_other_cookies_do_not_matter_and_do_not_reach_the_site(varnish, purge):
    purge({"*"})
    first = varnish.get("/story", Cookie="theme=dark")
    assert varnish.get("/story", Cookie="theme=light").text == first.text
    assert "Cookie" not in varnish.site.seen[-1][1]


def test_readers_see_neither_the_tags_nor_how_long_it_is_kept_here(varnish):
    answer = varnish.get("/story")
    assert answer.headers["Surrogate-Key"] is None
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("told", ["s-maxage=1, stale-if-error=9", "s-maxage=2"])
def test_while_the_site_is_down_a_copy_is_shown_as_long_as_the_site_said_and_no_longer(varnish, purge, told):
    """Without a word of it, too, where Varnish by itself would add ten seconds."""
    purge({"*"})
    varnish.site.told = told
    try:
        assert varnish.get("/story").status == 200
        varnish.site.is_down = True
        time.sleep(6)  # Varnish has found out
        assert varnish.get("/story").status == (200 if "error" in told else 503)
        time.sleep(5)
        assert varnish.get("/story").status == 503
    finally:
        varnish.site.is_down, varnish.site.told = False, FOR_LONG
        time.sleep(6)


def test_the_site_learns_where_a_client_is_whatever_it_claims(varnish):
    varnish.get("/else", X_Forwarded_For="192.0.2.1", X_Forwarded_Proto="https", X_Forwarded_Host="evil.example")
    headers = varnish.site.seen[-1][1]
    assert headers["X-Forwarded-For"].split(", ")[-1] == "127.0.0.1"
    assert headers["X-Forwarded-Proto"] == "http"
    assert "X-Forwarded-Host" not in headers
