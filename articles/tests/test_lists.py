"""Sections, tags, authors, archives, corrections."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Tag
from articles.tests.factories import make_author, make_live_story, make_section


def headlines(client, address, **query):
    return [story.headline for story in client.get(address, query).context["page"]]


def test_each_list_has_its_own_stories_newest_first(client, db):
    section, author = make_section(slug="phones"), make_author(name="Ada Holt")
    now = timezone.now()
    make_live_story(headline="Elsewhere", tags=["Other"])
    fields = {"section": section, "bylines": [(author, "words")], "tags": ["Acme Phones"]}
    make_live_story(headline="Older", at=now - timedelta(days=1), **fields)
    make_live_story(headline="Newer", **fields)
    for address in ("/section/phones/", "/tag/acme-phones/", "/author/ada-holt/"):
        assert headlines(client, address) == ["Newer", "Older"], address


def test_archives_go_by_the_sites_own_clock(client, settings, db):
    settings.TIME_ZONE = "Europe/Berlin"
    make_live_story(headline="New year", at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    make_live_story(headline="Old year", at=datetime(2025, 12, 31, 22, 30, tzinfo=UTC))
    assert headlines(client, "/2026/") == headlines(client, "/2026/01/") == ["New year"]
    assert headlines(client, "/2025/") == headlines(client, "/2025/12/") == ["Old year"]
    months = client.get("/2026/").context["months"]
    assert [(month["url"], month["count"]) for month in months] == [("/2026/01/", 1)]


@pytest.mark.parametrize(
    "address", ["/section/none/", "/tag/none/", "/author/none/", "/1999/", "/1999/01/", "/nothing/"]
)
def test_what_does_not_exist_is_a_404(client, db, address):
    assert client.get(address).status_code == 404


def test_a_tag_without_live_stories_is_a_404(client, db):
    Tag.objects.create(name="Secret plan", slug="secret-plan")
    make_live_story(tags=["Embargoed"], at=timezone.now() + timedelta(days=1))
    for slug in ("secret-plan", "embargoed"):
        assert client.get(f"/tag/{slug}/").status_code == 404
        assert client.get(f"/tag/{slug}/feed/").status_code == 404


def test_a_section_and_an_author_without_stories_have_a_page(client, db):
    make_section(slug="new")
    make_author(name="New Hire")
    assert headlines(client, "/section/new/") == headlines(client, "/author/new-hire/") == []


def test_lists_come_by_the_page_and_a_wrong_page_is_a_404(client, db):
    section = make_section(slug="phones")
    for _n in range(21):
        make_live_story(section=section)
    assert len(headlines(client, "/section/phones/", page=1)) == 20
    assert len(headlines(client, "/section/phones/", page=2)) == 1
    for page in ("3", "0", "-1", "x", "999999999999999999999", "1.5"):
        assert client.get("/section/phones/", {"page": page}).status_code == 404, page


def test_a_story_of_an_author_in_two_roles_stands_once(client, db):
    author = make_author(name="Ada Holt")
    make_live_story(headline="Both", bylines=[(author, "words"), (author, "photos")])
    assert headlines(client, "/author/ada-holt/") == ["Both"]


def test_a_page_only_answers_reading(client, db):
    for address in ("/", "/search/", "/corrections/", make_live_story().get_absolute_url()):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_a_tag_of_signs_alone_has_a_page(client, db):
    for name in ("!!!", "???"):
        edition = make_live_story(tags=[name])
        assert client.get(edition.get_absolute_url()).status_code == 200
        assert client.get(edition.tags.get().get_absolute_url()).status_code == 200
    assert client.get("/tag/%00/").status_code == 404
