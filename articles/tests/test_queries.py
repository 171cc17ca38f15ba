"""What a page may cost, however many stories there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.tests.factories import make_author, make_image, make_live_story, make_section
from newsroom.pagecache.table import EVERYTHING, table
from pages.models import MenuItem, Site

# With the rows at hand that every page needs: another four where they are not, and two to count a list again.
BUDGET = {
    "story": 4,
    "/": 3,
    "/section/phones/": 2,
    "/section/phones/?page=2": 2,
    "/tag/acme/": 2,
    "/author/ada-holt/": 2,
    "/search/?q=phone": 4,
    "/corrections/": 3,
    "history": 6,
    "year": 3,
    "month": 3,
    "/feed/": 3,
    "/feed.json": 3,
    "/section/phones/feed/": 3,
    "/tag/acme/feed/": 4,
    "/author/ada-holt/feed/": 3,
    "/sitemap.xml": 7,
    "/news-sitemap.xml": 3,
}
COLD = 6


@pytest.fixture
def stories(transactional_db):
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
    addresses = {"story": story, "history": f"{story}history/", "year": f"/{year}/", "month": f"/{year}/{month}/"}
    dear = {}
    for name, budget in BUDGET.items():
        table().bump([EVERYTHING])
        cold, warm = (queries_of(client, addresses.get(name, name)) for _time in range(2))
        if len(warm) > budget or len(cold) > budget + COLD:
            dear[name] = cold, warm
    assert dear == {}


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in queries]
