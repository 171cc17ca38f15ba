"""What a page may cost, however many stories there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.tests.factories import make_author, make_image, make_live_story, make_section
from pages.models import MenuItem, Site

BUDGET = {
    "story": 8,
    "/": 8,
    "/section/phones/": 7,
    "/tag/acme/": 7,
    "/author/ada-holt/": 7,
    "/search/?q=phone": 7,
    "/corrections/": 7,
    "year": 7,
    "month": 7,
    "/feed/": 7,
    "/feed.json": 7,
    "/section/phones/feed/": 7,
    "/sitemap-stories.xml": 7,
    "/news-sitemap.xml": 7,
}


@pytest.fixture
def stories(db):
    site = Site.objects.create(pk=1, name="The Site", logo=make_image())
    MenuItem.objects.create(site=site, label="Phones", address="/section/phones/")
    section = make_section(slug="phones")
    ada, ben = make_author(name="Ada Holt", portrait=make_image()), make_author(portrait=make_image())
    return [
        make_live_story(
            headline=f"A phone {n}",
            section=section,
            hero=make_image(),
            tags=["Acme", "Lidar", f"Tag {n}"],
            bylines=[(ada, "words"), (ben, "photos")],
        )
        for n in range(30)
    ]


def test_every_page_keeps_to_its_budget(client, stories):
    story = stories[0].get_absolute_url()
    year, month, _slug = stories[0].path.split("/")
    addresses = {"story": story, "year": f"/{year}/", "month": f"/{year}/{month}/"}
    spent = {}
    for name, budget in BUDGET.items():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(addresses.get(name, name)).status_code == 200
        spent[name] = (len(queries), budget)
    assert {name: pair for name, pair in spent.items() if pair[0] > pair[1]} == {}
