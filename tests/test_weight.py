"""What a story costs the one who reads it: compressed sizes, the number of fonts, nothing inline, no other host."""

import gzip
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from articles.tests.factories import make_author, make_image, make_live_story, make_section

FONTS = Path(__file__).parent.parent / "static" / "fonts"
BODY = "\n\n".join(
    f"Paragraph {n} says that phone {n * 37} costs {n * 91} crowns, no more and no less." for n in range(60)
)


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def html(client, db):
    writers = [(make_author(portrait=make_image(), bio="Writes about chips. " * 20), "words") for _n in range(2)]
    section = make_section()
    for _n in range(5):
        make_live_story(section=section, hero=make_image(), tags=["Acme"])
    story = make_live_story(section=section, hero=make_image(), tags=["Acme"], bylines=writers, body=BODY)
    return client.get(story.get_absolute_url()).content.decode()


@pytest.fixture
def elements(html):
    return Elements(html).found


def packed(addresses):
    files = [Path(finders.find(address.removeprefix("/static/"))).read_bytes() for address in addresses]
    return sum(len(gzip.compress(file, mtime=0)) for file in files)


def test_a_storys_html_is_at_most_15_kilobytes(html):
    assert len(gzip.compress(html.encode(), mtime=0)) <= 15 * 1024


def test_the_styles_are_at_most_12_kilobytes(elements):
    sheets = [attrs["href"] for tag, attrs in elements if tag == "link" and attrs.get("rel") == "stylesheet"]
    assert sheets
    assert packed(sheets) <= 12 * 1024


def test_the_scripts_are_at_most_10_kilobytes(elements):
    scripts = [attrs["src"] for tag, attrs in elements if tag == "script" and "src" in attrs]
    assert scripts
    assert packed(scripts) <= 10 * 1024


def test_two_fonts_are_fetched_and_both_before_the_styles_ask_for_them(elements):
    styles = "".join(path.read_text() for path in (FONTS.parent / "css").glob("*.css"))
    wanted = set(re.findall(r'url\("?\.\./fonts/([^")]+)', styles))
    preloaded = {Path(attrs["href"]).name for _tag, attrs in elements if attrs.get("rel") == "preload"}
    assert preloaded == {"bricolage-grotesque.woff2", "literata.woff2"}
    assert wanted - preloaded == {"bricolage-grotesque-more.woff2", "literata-more.woff2"}


def test_the_two_fonts_are_at_most_70_kilobytes():
    assert sum((FONTS / name).stat().st_size for name in ("bricolage-grotesque.woff2", "literata.woff2")) <= 70_000


def test_nothing_is_inline(elements):
    for tag, attrs in elements:
        assert tag != "style"
        assert tag != "script" or "src" in attrs or attrs["type"] == "application/ld+json"
        assert not [name for name in attrs if name == "style" or name.startswith("on")], (tag, attrs)


def test_nothing_is_fetched_from_another_host(elements):
    for tag, attrs in elements:
        if tag == "link" and attrs.get("rel") == "canonical":
            continue
        for name in ("src", "srcset") + (("href",) if tag == "link" else ()):
            assert not re.search(r"(^|\s|,)(https?:)?//", attrs.get(name, "")), (tag, attrs)


def test_every_picture_says_how_large_it_is(elements):
    pictures = [attrs for tag, attrs in elements if tag == "img" and attrs.get("class") != "blur"]
    assert len(pictures) > 3
    assert all(attrs["width"] and attrs["height"] and "alt" in attrs for attrs in pictures)


def test_the_fonts_are_those_of_the_manifest():
    entries = json.loads((FONTS / "manifest.json").read_text())
    assert {entry["file"] for entry in entries} == {path.name for path in FONTS.glob("*.woff2")}
    for entry in entries:
        assert hashlib.sha256((FONTS / entry["file"]).read_bytes()).hexdigest() == entry["sha256"], entry["file"]
        family = entry["file"].removesuffix(".woff2").removesuffix("-more")
        assert (FONTS / f"{family}.LICENSE.txt").exists()
