from datetime import timedelta
from xml.etree import ElementTree

from django.utils import timezone

from articles import desk
from articles.tests.factories import make_article, make_live_story
from pages.models import Page

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}


def locations(client, address):
    root = ElementTree.fromstring(client.get(address).content)
    return [element.text for element in root.iterfind(".//s:loc", NAMES)]


def test_the_index_leads_to_every_live_story_section_and_page(client, db):
    story = make_live_story()
    make_article(section=story.section)
    Page.objects.create(title="About", slug="about", published=True)
    Page.objects.create(title="Draft", slug="draft")
    parts = locations(client, "/sitemap.xml")
    found = [location for part in parts for location in locations(client, part.split("testserver", 1)[-1])]
    paths = [location.split("/", 3)[3] for location in found]
    assert sorted(paths) == sorted([f"{story.path}/", f"section/{story.section.slug}/", "about/"])


def test_the_news_sitemap_has_the_last_two_days(client, editor):
    now = timezone.now()
    make_live_story(headline="Old", at=now - timedelta(days=3))
    make_live_story(headline="Coming", at=now + timedelta(days=1))
    story = make_live_story(headline="News & <more>")
    assert locations(client, "/news-sitemap.xml")[0].endswith(story.get_absolute_url())
    root = ElementTree.fromstring(client.get("/news-sitemap.xml").content)
    assert [title.text for title in root.iterfind(".//n:title", NAMES)] == ["News & <more>"]
    desk.withdraw(story.article, by=editor, reason="Wrong.")
    assert locations(client, "/news-sitemap.xml") == []


def test_robots_are_told_where_to_go_and_where_not(client, settings):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert "Disallow: /admin/" in text
