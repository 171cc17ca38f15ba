"""Standing pages: written at the desk, seen by readers once published."""

import pytest
from django.urls import reverse

from pages.models import Page

pytestmark = pytest.mark.django_db

ADD = reverse("admin:pages_page_add")


def page_of(page):
    return reverse("admin:pages_page_change", args=[page.pk])


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def errors(answer):
    return answer.context["adminform"].form.errors


def test_a_page_is_written_published_and_taken_back(desk, client):
    desk.post(ADD, {"title": "About us", "body": "## Who\n\nWe **write**."})
    page = Page.objects.get()
    assert page.slug == "about-us"
    assert client.get("/about-us/").status_code == 404
    form = {"title": "About us", "slug": "about-us", "body": page.body}
    desk.post(page_of(page), form | {"published": "on"})
    seen = client.get("/about-us/").content.decode()
    assert "<h2>Who</h2>" in seen
    assert "<strong>write</strong>" in seen
    desk.post(page_of(page), form)
    assert client.get("/about-us/").status_code == 404


TAKEN = ["admin", "search", "corrections", "feed", "accounts", "comments", "media", "static", "author", "2026"]


@pytest.mark.parametrize("taken", TAKEN)
def test_an_address_of_the_site_itself_is_not_for_a_page(desk, taken):
    assert "slug" in errors(desk.post(ADD, {"title": "Mine", "slug": taken}))
    assert not Page.objects.exists()


def test_two_pages_do_not_share_an_address(desk):
    Page.objects.create(title="About", slug="about")
    assert "slug" in errors(desk.post(ADD, {"title": "About", "slug": "about"}))


@pytest.mark.parametrize("slug", ["über", "a b", "../x", "a/b"])
def test_an_address_has_plain_letters(desk, slug):
    assert "slug" in errors(desk.post(ADD, {"title": "Mine", "slug": slug}))


def test_a_body_that_cannot_be_printed_is_refused_on_its_field(desk):
    answer = desk.post(ADD, {"title": "Odd", "body": "[" * 200})
    assert "body" in errors(answer)
    assert "[" * 200 in answer.content.decode()


def test_nothing_in_a_body_runs(desk, client):
    body = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))"
    desk.post(ADD, {"title": "Odd", "body": body, "published": "on"})
    seen = client.get("/odd/").content.decode()
    assert "<script>alert" not in seen
    assert "<img src=x" not in seen
    assert 'href="javascript' not in seen


def test_a_link_to_the_page_is_offered_only_where_readers_can_follow_it(desk):
    page = Page.objects.create(title="About", slug="about")
    assert "View on site" not in desk.get(page_of(page)).content.decode()
    page.published = True
    page.save()
    assert 'href="/about/"' in desk.get(page_of(page)).content.decode()
