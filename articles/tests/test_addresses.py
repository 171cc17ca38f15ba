from datetime import UTC, datetime, timedelta

from django.utils import timezone

from articles import desk
from articles.tests.factories import make_article, make_live_story


def test_a_storys_address_has_the_year_and_month_of_its_publication_in_the_sites_zone(client, settings, db):
    settings.TIME_ZONE = "Europe/Berlin"
    edition = make_live_story(at=datetime(2026, 10, 31, 23, 30, tzinfo=UTC), headline="Late news")
    assert edition.get_absolute_url() == "/2026/11/late-news/"
    assert client.get("/2026/11/late-news/").status_code == 200


def test_a_former_address_leads_to_the_present_one(client, editor):
    first = make_live_story(headline="Old words")
    desk.save(first.article, by=editor, slug="new-words")
    second = desk.publish(first.article, by=editor, change="typo")
    response = client.get(first.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, second.get_absolute_url())
    assert client.get(first.get_absolute_url() + "history/").status_code == 301


def test_the_address_of_a_scheduled_slug_change_is_unknown_until_its_moment(client, editor):
    first = make_live_story(headline="Old words")
    desk.save(first.article, by=editor, slug="new-words")
    second = desk.publish(first.article, by=editor, change="typo", at=timezone.now() + timedelta(hours=1))
    assert client.get(first.get_absolute_url()).status_code == 200
    assert client.get(second.get_absolute_url()).status_code == 404


def test_the_slug_alone_or_a_wrong_month_leads_nowhere(client, db):
    edition = make_live_story(at=datetime(2026, 3, 5, tzinfo=UTC), headline="News")
    assert client.get("/2026/04/news/").status_code == 404
    assert client.get("/2026/13/news/").status_code == 404
    assert client.get(edition.get_absolute_url().rstrip("/")).status_code == 301


def test_history_lists_what_was_live_and_not_what_will_be(client, editor):
    edition = make_live_story()
    desk.publish(edition.article, by=editor, change="correction", note="It was five.")
    desk.publish(
        edition.article, by=editor, change="correction", note="It is six.", at=timezone.now() + timedelta(hours=1)
    )
    page = client.get(edition.history_url).content.decode()
    assert "It was five." in page
    assert "It is six." not in page


def test_a_draft_has_no_address(client, db):
    article = make_article(headline="A draft")
    now = timezone.now()
    assert client.get(f"/{now:%Y}/{now:%m}/{article.slug}/").status_code == 404


def test_a_double_slash_never_leads_to_another_host(client, db):
    assert client.get("//evil.example/feed").headers["Location"] == "/feed/"
