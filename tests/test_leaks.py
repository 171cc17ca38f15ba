"""Nothing unpublished shows anywhere: a marker stands in every hidden state, and every public route is fetched."""

import pytest

from tests.addresses import every_address
from tests.world import MARKER, make_world

QUERIES = [
    "",
    "?page=1",
    "?page=2",
    "?status=draft",
    "?order=asc",
    "?q=headline",
    "?q=dek+body",
    "?preview=1",
    "?page=999",
    "?version=1",
]


@pytest.fixture
def world(db):
    return make_world()


def hidden_addresses(hidden):
    for name, thing in hidden.items():
        editions = getattr(thing, "editions", None) or thing.article.editions
        yield from (edition.get_absolute_url() for edition in editions.all())
        yield f"/2026/11/{name}/"
    yield from (f"/tag/{MARKER.lower()}-tag/", f"/tag/{MARKER.lower()}-tag/feed/", "/hidden/")


def test_no_public_address_shows_what_is_not_live(client, world):
    values, hidden = world
    public = [a for route, a in every_address(values).items() if not route.startswith(("admin/", "accounts/"))]
    for address in [*public, *hidden_addresses(hidden)]:
        for query in QUERIES:
            response = client.get(address + query)
            text = (response.content.decode() + str(response.headers)).lower()
            place = text.find(MARKER.lower())
            assert place < 0, f"{address}{query}: …{text[max(0, place - 80) : place + 80]}…"


def test_the_counts_are_of_what_is_live(client, world):
    values, _hidden = world
    assert len(client.get(f"/section/{values['section']}/").context["page"].object_list) == 2
    assert len(client.get(f"/author/{values['author']}/").context["page"].object_list) == 2
    assert client.get(f"/search/?q={MARKER}").context["page"].object_list == []
