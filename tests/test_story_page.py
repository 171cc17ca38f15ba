"""A story's page carries what its edition has, and holds whatever that is."""

import json
import re

import pytest

from articles import desk
from articles.tests.factories import make_author, make_image, make_live_story, make_section
from images.tests.factories import made
from pages.models import MenuItem, Site

LONG_TABLE = "| Model | Price |\n|---|---|\n" + "\n".join(
    f"| Phone {n} with a name | {n}00 crowns |" for n in range(60)
)


def page(client, edition):
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def structured(html):
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return {thing["@type"]: thing for thing in json.loads(text)["@graph"]}


@pytest.fixture
def story(db):
    site = Site.objects.create(pk=1, name="The Trial", logo=make_image())
    MenuItem.objects.create(site=site, label="Phones", address="/section/phones/")
    ada = make_author(name="Ada Holt", bio="Writes about *chips*.", website="https://ada.example")
    return make_live_story(
        headline='A <phone> & its "price"',
        dek="What it costs.",
        section=make_section(name="Phones", slug="phones"),
        hero=made(make_image(1600, 900, alt="A phone", caption="On a desk.", credit="Ann Lens")),
        tags=["Acme", "Lidar"],
        bylines=[(ada, "words"), (make_author(name="Ben Ito"), "photos"), (make_author(name="Cy Fox"), "editing")],
        disclosure="The maker lent us the phone.",
    )


@pytest.mark.parametrize(
    "piece",
    [
        "<title>A &lt;phone&gt; &amp; its &#34;price&#34;",
        'name="description" content="What it costs."',
        'rel="canonical" href="http://127.0.0.1:8000/',
        'property="og:type" content="article"',
        'property="og:image" content="http://127.0.0.1:8000/media/',
        'type="application/rss+xml"',
        'alt="A phone"',
        "On a desk.",
        "Ann Lens",
        "Ada Holt",
        "Ben Ito",
        "Cy Fox",
        "<em>chips</em>",
        "https://ada.example",
        "The maker lent us the phone.",
        "/tag/acme/",
        "/section/phones/",
        "1 minute",
        "srcset=",
        'fetchpriority="high"',
    ],
)
def test_the_page_carries(client, story, piece):
    assert piece in page(client, story)


def test_structured_data_names_every_writer_and_survives_odd_headlines(client, story):
    things = structured(page(client, story))
    article = things["NewsArticle"]
    assert article["headline"] == story.headline
    assert [author["name"] for author in article["author"]] == ["Ada Holt"]
    assert [editor["name"] for editor in article["editor"]] == ["Cy Fox"]
    assert len(article["image"]) == 3
    assert article["publisher"]["name"] == "The Trial"
    assert [step["name"] for step in things["BreadcrumbList"]["itemListElement"]][:2] == ["The Trial", "Phones"]
    assert "</script>" not in json.dumps(article)


def test_a_correction_is_in_the_structured_data(client, story, editor):
    edition = desk.publish(story.article, by=editor, change="correction", note="It was five.")
    article = structured(page(client, edition))["NewsArticle"]
    assert article["correction"][0]["text"] == "It was five."
    assert article["dateModified"] > article["datePublished"]


def test_a_repost_names_its_origin_and_points_to_it(client, db):
    clark, sarwar = make_author(name="Poster Name"), make_author(name="Original Writer", bio="Wrote it *first*.")
    edition = make_live_story(
        source_name="Elsewhere Weekly",
        source_url="https://elsewhere.example/story",
        bylines=[(clark, "words"), (sarwar, "original")],
    )
    html = page(client, edition)
    assert 'rel="canonical" href="https://elsewhere.example/story"' in html
    for piece in ("Elsewhere Weekly", "Original Writer", "Poster Name", "Wrote it <em>first</em>."):
        assert piece in html


@pytest.mark.parametrize(
    "fields",
    [
        {"bylines": 1},
        {"bylines": 5},
        {"hero": None},
        {"tags": []},
        {"headline": "Eleven words that go on and on " * 6 + "until it is enough"},
        {"headline": "شركة تطلق هاتفا جديدا", "body": "قالت الشركة اليوم إنها تطلق هاتفا.", "slug": "rtl"},
        {"body": LONG_TABLE},
        {"dek": ""},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_every_shape_of_story_has_its_page(client, db, fields):
    if isinstance(fields.get("bylines"), int):
        fields = {"bylines": [(make_author(), "words") for _n in range(fields["bylines"])]}
    edition = make_live_story(**fields)
    html = page(client, edition)
    assert html.count("<h1") == 1
    assert "None" not in re.sub(r"<[^>]+>", "", html)


HOSTILE = '"><img src=x onerror=alert(1)></script><script>alert(2)</script>'


def test_markup_in_any_field_is_only_text(client, db):
    """Whatever a field holds, the page has the elements that it has with plain words."""
    site = Site.objects.create(pk=1, name=HOSTILE[:60], tagline=HOSTILE, description=HOSTILE, footer=HOSTILE)
    MenuItem.objects.create(site=site, label=HOSTILE[:40], address="/")
    edition = make_live_story(
        headline=HOSTILE,
        dek=HOSTILE,
        slug="hostile",
        tags=[HOSTILE],
        section=make_section(name=HOSTILE[:60], description=HOSTILE),
        hero=make_image(alt=HOSTILE, caption=HOSTILE, credit=HOSTILE),
        bylines=[(make_author(name=HOSTILE, slug="h", title=HOSTILE, bio=HOSTILE), "words")],
        disclosure=HOSTILE,
        source_name=HOSTILE,
        source_url="https://example.com/",
    )
    tag = edition.tags.get()
    addresses = ["/", edition.get_absolute_url(), edition.history_url, edition.section.get_absolute_url(), "/author/h/"]
    addresses += [tag.get_absolute_url(), "/feed/", "/search/?q=img", "/news-sitemap.xml", "/sitemap.xml"]
    for address in addresses:
        html = client.get(address).content.decode()
        assert "<img src=x" not in html.replace("\\u003C", ""), address
        assert "<script>alert" not in html, address


@pytest.mark.parametrize(
    ("size", "focus", "shape"),
    [
        ((1600, 900), 0, "hero"),
        ((1500, 500), 0, "hero"),
        ((1200, 800), 0, "hero tall focus-0"),
        ((1200, 900), 0.6, "hero tall focus-1"),
        ((1200, 900), 1, "hero tall focus-2"),
        ((900, 900), 0, "hero upright"),
        ((600, 800), 0, "hero upright"),
        ((700, 467), 0, "hero small"),
    ],
)
def test_the_first_picture_is_set_by_its_shape(client, db, size, focus, shape):
    html = page(client, make_live_story(hero=make_image(*size, focal=(0.5, focus))))
    assert " ".join(re.search(r'<figure class="(hero[^"]*)"', html)[1].split()) == shape


def test_where_nobody_has_said_anything_the_facts_show_no_number(client, db):
    html = page(client, make_live_story())
    assert '<a href="#comments">Be the first</a>' in html
    assert "#comments" not in page(client, make_live_story(comments_open=False))
