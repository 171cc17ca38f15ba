from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

from django.utils import timezone

from articles import desk, sitemaps
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


def test_a_month_is_a_part_and_a_long_one_several(client, settings, monkeypatch, db):
    settings.TIME_ZONE = "Europe/Berlin"
    monkeypatch.setattr(sitemaps, "LIMIT", 2)
    for day in (1, 2, 3):
        make_live_story(at=datetime(2026, 3, day, tzinfo=UTC))
    make_live_story(at=datetime(2026, 4, 30, 22, 30, tzinfo=UTC))
    parts = [part.split("/")[-1] for part in locations(client, "/sitemap.xml")]
    assert parts[2:] == ["sitemap-2026-05.xml", "sitemap-2026-03.xml", "sitemap-2026-03.xml?p=2"]
    assert [len(locations(client, f"/{part}")) for part in parts[2:]] == [1, 2, 1]
    for absent in (
        "2026-04",
        "2026-05.xml?p=2",
        "2026-03.xml?p=3",
        "2026-03.xml?p=x",
        "2026-03.xml?p=999999999999999999",
        "1999-01",
        "stories",
        "x",
    ):
        assert (
            client.get(f"/sitemap-{absent.removesuffix('.xml')}{'' if 'xml' in absent else '.xml'}").status_code == 404
        )


def test_the_index_tells_when_a_month_last_changed(client, transactional_db):
    first = make_live_story(at=datetime(2026, 3, 1, tzinfo=UTC))
    make_live_story(at=datetime(2026, 3, 2, 10, 0, 1, tzinfo=UTC))
    make_live_story(at=datetime(2025, 3, 2, 10, 0, 1, tzinfo=UTC))
    assert lastmods(client)[2:] == ["2026-03-02T10:00:01+00:00", "2025-03-02T10:00:01+00:00"]
    desk.save(first.article, by=None, dek="More.")
    update = desk.publish(first.article, by=None, change="update")
    expected = [update.live_from.isoformat(timespec="seconds"), "2025-03-02T10:00:01+00:00"]
    assert lastmods(client)[2:] == expected


def lastmods(client):
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [element.findtext("s:lastmod", None, NAMES) for element in root]


def test_the_index_gets_a_line_for_each_part_that_a_month_gets(client, monkeypatch, transactional_db):
    monkeypatch.setattr(sitemaps, "LIMIT", 1)
    for number in (1, 2):
        make_live_story(at=datetime(2026, 3, number, tzinfo=UTC))
        parts = [part.split("/")[-1] for part in locations(client, "/sitemap.xml")]
        assert parts[2:] == ["sitemap-2026-03.xml", "sitemap-2026-03.xml?p=2"][:number]


def test_the_news_sitemap_has_the_last_two_days(client, editor):
    now = timezone.now()
    make_live_story(headline="Old", at=now - timedelta(hours=48, minutes=1))
    make_live_story(headline="Coming", at=now + timedelta(days=1))
    story = make_live_story(headline="News & <more>", at=now - timedelta(hours=47, minutes=59))
    assert locations(client, "/news-sitemap.xml")[0].endswith(story.get_absolute_url())
    root = ElementTree.fromstring(client.get("/news-sitemap.xml").content)
    assert [title.text for title in root.iterfind(".//n:title", NAMES)] == ["News & <more>"]
    desk.withdraw(story.article, by=editor, reason="Wrong.")
    assert locations(client, "/news-sitemap.xml") == []


def test_robots_are_told_where_to_go_and_where_not(client, settings):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert "Disallow: /admin/" in text
