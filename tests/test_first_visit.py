"""What Chromium itself sees on a first visit: requests, bytes, what moved, what was largest."""

import pytest

from benchmarks.visit import SLOW, visit

pytestmark = [pytest.mark.browser, pytest.mark.once]
MAKE = """
from articles.tests.factories import make_author, make_image, make_live_story, make_section
lines = [f"Paragraph {n} says that *phone* {n * 37} costs “{n * 91}” €." for n in range(60)]
section, body = make_section(), "\\n\\n".join(lines)
writer = make_author(portrait=make_image(), bio="Writes about chips. " * 20)
for n in range(8):
    words = {"body": body, "tags": ["Acme"], "bylines": [(writer, "words")]}
    story = make_live_story(section=section, hero=make_image(1600, 900), **words)
print(story.get_absolute_url())
"""


@pytest.fixture(scope="module")
def address(newsroom):
    return newsroom.manage("shell", "--no-imports", "-c", MAKE).split()[-1]


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
@pytest.mark.parametrize("kind", ["story", "front"])
@pytest.mark.parametrize("line", [None, SLOW], ids=["fast", "slow"])
def test_a_first_visit_is_light_and_nothing_moves(newsroom, browser, address, kind, width, height, line):
    requests, seen = visit(browser, newsroom.url + (address if kind == "story" else "/"), width, height, line)
    came = {type for type, size, _address in requests if size}
    assert came >= {"Document", "Stylesheet", "Script", "Font", "Image"}, requests
    besides_pictures = [size for type, size, _address in requests if type != "Image"]
    assert len(besides_pictures) <= 8, requests
    assert sum(besides_pictures) <= 100_000
    assert seen["shift"] == 0, seen["moved"]
    assert seen["largest"]["tag"] != "none"
    assert not seen["largest"]["lazy"]
