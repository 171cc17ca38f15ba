"""Control characters, which XML can't hold, never reach what feeds and sitemaps print."""

from xml.etree import ElementTree

import pytest

from articles.models import Section, Tag
from articles.tests.factories import make_author, make_live_story, make_section
from pages.models import Site

BAD = "\x01\x02\x0b\x1b\x1f\ufffe\uffff"


@pytest.mark.django_db
def test_feeds_and_sitemaps_stay_readable_whatever_was_typed(client):
    Site.objects.create(pk=1, name=f"The{BAD} Site", description=BAD)
    section = make_section(name=f"Phones{BAD}")
    author = make_author(name=f"Jo{BAD}e")
    story = make_live_story(
        headline=f"A {BAD}phone", dek=BAD, tags=[f"Acme{BAD}"], section=section, bylines=[(author, "words")]
    )
    assert (story.headline, story.dek) == ("A phone", "")
    assert Section.objects.get().name == "Phones"
    assert Tag.objects.get().name == "Acme"
    for address in ("/feed/", f"/section/{section.slug}/feed/", "/tag/acme/feed/", "/sitemap.xml", "/news-sitemap.xml"):
        answer = client.get(address)
        assert answer.status_code == 200
        ElementTree.fromstring(answer.content)
