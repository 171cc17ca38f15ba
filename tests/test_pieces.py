"""A browser paints what it has, so nothing that stands may be moved by what is still to come.

Mostly a page is painted whole. On a busy machine, or over a bad line, it is not; here a page comes a tag, a few
words at a time, with a frame's time after each.
"""

import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import pytest

from benchmarks.visit import OBSERVE

pytestmark = [pytest.mark.browser, pytest.mark.once]
PAUSE = 0.03  # seconds: longer than a frame
PIECES = 250  # tags and words: more than a first screen has
PATHS = ["/", "/section/pieces/", "/author/ada-pieces/", "/search/?q=costs", "/corrections/"]
MAKE = """
from articles.tests.factories import make_author, make_image, make_live_story, make_section
from pages.models import Site
section = make_section(name="Pieces", slug="pieces")
first = make_author(slug="ada-pieces", portrait=make_image(), bio="Writes about chips. " * 20)
second = make_author(slug="ben-pieces", portrait=make_image())
site = Site.load()
site.save()
site.menu.create(label="Pieces", address="/section/pieces/")
for n in range(9):
    bylines = [(first, "words"), (second, "photos")]
    words = {"body": "It costs a lot. " * 90, "slug": f"piece-{n}", "bylines": bylines}
    story = make_live_story(section=section, hero=make_image(1600, 900), **words)
print(story.get_absolute_url())
"""


@pytest.fixture(scope="module")
def slowly(newsroom):
    """The address of the site as it comes in pieces, and the path of a story there."""
    story = newsroom.manage("shell", "--no-imports", "-c", MAKE).split()[-1]
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Piecemeal", (Piecemeal,), {"site": newsroom.url}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", story
    server.shutdown()
    server.server_close()


class Piecemeal(BaseHTTPRequestHandler):
    def do_GET(self):
        with urlopen(self.site + self.path) as response:  # noqa: S310  an address of our own
            self.send_response(200)
            self.send_header("Content-Type", response.headers["Content-Type"])
            self.end_headers()
            body = response.read()
        if not body.startswith(b"<!doctype html>"):
            self.wfile.write(body)
            return
        head, main = body.split(b"<body", 1)
        self.wfile.write(head)
        for piece in re.split(rb"(?=<[a-z])|(?<=>)(?=[^<\s])", b"<body" + main, maxsplit=PIECES):
            self.wfile.write(piece)
            time.sleep(PAUSE)

    def log_message(self, *words):
        pass


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_nothing_moves_while_a_page_comes_in_pieces(slowly, browser, width, height):
    url, story = slowly
    pages = {path: browser.new_page(viewport={"width": width, "height": height}) for path in [story, *PATHS]}
    for path, page in pages.items():
        page.add_init_script(OBSERVE)
        page.goto(url + path, wait_until="commit")
        assert page.evaluate("document.readyState") == "loading"
    for path, page in pages.items():
        page.wait_for_load_state(timeout=60_000)
        page.wait_for_timeout(100)
        seen = page.evaluate("seen")
        page.close()
        assert seen["largest"], path
        assert seen["shift"] == 0, (path, seen["moved"])
