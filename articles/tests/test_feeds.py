import json
import re
from xml.etree import ElementTree

import pytest

from articles import desk
from articles.tests.factories import make_author, make_image, make_live_story, make_section

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


@pytest.fixture
def story(db):
    return make_live_story(
        headline="A phone & its <price>",
        section=make_section(slug="phones"),
        tags=["Acme"],
        body='Read [the rules](/rules/) & `href="/x"`.',
        bylines=[(make_author(name="Ada Holt"), "words"), (make_author(name="Ben Ito"), "words")],
    )


def items(client, address):
    response = client.get(address)
    assert response["Content-Type"].startswith("application/rss+xml")
    return ElementTree.fromstring(response.content).findall("channel/item")


@pytest.mark.parametrize("address", ["/feed/", "/section/phones/feed/", "/tag/acme/feed/", "/author/ada-holt/feed/"])
def test_each_feed_has_the_whole_text_and_every_author(client, story, settings, address):
    [item] = items(client, address)
    assert item.findtext("title") == "A phone & its <price>"
    assert item.findtext("link") == settings.SITE_URL + story.get_absolute_url()
    assert [creator.text for creator in item.findall(CREATOR)] == ["Ada Holt", "Ben Ito"]
    assert f'href="{settings.SITE_URL}/rules/"' in item.findtext(CONTENT)


def test_the_json_feed_has_the_same(client, story, settings):
    [item] = json.loads(client.get("/feed.json").content)["items"]
    assert item["url"] == settings.SITE_URL + story.get_absolute_url()
    assert [author["name"] for author in item["authors"]] == ["Ada Holt", "Ben Ito"]


def test_feed_readers_see_one_story_through_all_its_editions(client, story, editor):
    [before] = items(client, "/feed/")
    desk.save(story.article, by=editor, slug="moved", headline="Another headline")
    desk.publish(story.article, by=editor, change="update")
    [after] = items(client, "/feed/")
    assert before.findtext("guid") == after.findtext("guid")


def test_a_picture_of_the_library_has_a_whole_address(client, settings, db):
    image = make_image()
    make_live_story(body=f"Look.\n\n/// figure | {image.pk}\n///")
    html = items(client, "/feed/")[0].findtext(CONTENT)
    assert f'src="{settings.SITE_URL}/media/' in html


def test_feeds_without_stories_are_valid(client, db):
    make_section(slug="phones")
    assert items(client, "/feed/") == items(client, "/section/phones/feed/") == []


def test_both_kinds_of_feed_mark_a_retracted_story(client, story, editor):
    desk.retract(story.article, by=editor, reason="The source made it up.")
    assert items(client, "/feed/")[0].findtext("title").startswith("Retracted: ")
    [item] = json.loads(client.get("/feed.json").content)["items"]
    assert item["title"].startswith("Retracted: ")
    assert "The source made it up." in item["content_html"]


def test_headings_come_without_their_links_to_themselves(client, db):
    make_live_story(body='## "A" > B #\n\nText, [#](/tag/).\n\n### C\n\nEnd.')
    html = items(client, "/feed/")[0].findtext(CONTENT)
    assert re.findall(r"<h[23]>(.*?)</h[23]>", html) == ['"A" &gt; B', "C"]
    assert html.count(">#</a>") == 1
