"""axe finds nothing on the readers' pages, light and dark, and none of them grows wider than the screen."""

from pathlib import Path

import pytest

from articles.tests.factories import make_author, make_image, make_live_story, make_section
from comments import posting
from tests.test_story_page import LONG_TABLE

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()

BODY = f"""
It began with a letter, [the court says](https://example.com/order).[^1]

/// pullquote
The case was weak from the start.
///

/// quote | The ministry, in March
We see no reason to wait.
///

## What it costs

{LONG_TABLE}

/// embed | https://bsky.app/profile/acme.example/post/1
    author: Acme (@acme.example)
    date: 2026-05-26

It is over.
///

```python
print("hello")
```

[^1]: The order has forty pages.
"""


@pytest.fixture
def addresses(transactional_db):
    """A site with a story that has everything."""
    section = make_section(slug="phones", name="Phones")
    authors = [make_author(name=f"Ada {n}", portrait=make_image(), website="https://example.com") for n in range(5)]
    for n in range(8):
        make_live_story(headline=f"Phone {n}", section=section, hero=make_image(), tags=["Acme"])
    story = make_live_story(
        headline="The whole story of a phone",
        section=section,
        hero=make_image(caption="On a desk."),
        tags=["Acme", "Lidar"],
        body=BODY,
        bylines=[(author, "words") for author in authors],
        disclosure="The maker lent us the phone.",
    )
    first = posting.add(story.article, name="Bea", email="bea@example.com", body="Well *said*.", status="approved")
    posting.add(story.article, name="Cy", email="c@example.com", body="No.", parent=first, status="approved")
    return {
        "front": "/",
        "section": "/section/phones/",
        "tag": "/tag/acme/",
        "author": "/author/ada-0/",
        "story": story.get_absolute_url(),
        "history": story.history_url,
        "archive": f"/{story.path[:4]}/",
        "search": "/search/?q=phone",
        "corrections": "/corrections/",
        "404": "/nothing/",
        "comment form": f"/comments/{story.article_id}/new/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(live_server, page, addresses, scheme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for name, address in addresses.items():
        page.goto(live_server.url + address)
        page.evaluate(AXE)
        violations = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        lines = [f"{v['id']}: {node['target']} {node['failureSummary']}" for v in violations for node in v["nodes"]]
        if lines or wider:
            found[name] = lines + ["wider than the screen"] * wider
    assert found == {}
