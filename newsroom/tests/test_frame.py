"""What stands round every page of the desk."""

import re

import pytest
from django.urls import reverse

from articles.tests.factories import make_user
from newsroom.models import User
from pages.models import Page, Site

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")
ALL = [
    *["Today", "Articles", "Planning", "Front page", "Pictures", "Comments"],
    *["Authors", "Sections", "Tags", "Story templates", "Snippets", "Pages", "Site", "People", "Log"],
]


def nouns(client):
    """The words of the sidebar, in its order."""
    nav = re.search(r'<nav class="nav".*?</nav>', client.get(INDEX).content.decode(), re.DOTALL)[0]
    return [re.sub(r"<[^>]+>", "", link).split("\n")[0].strip() for link in re.findall(r"<a .*?</a>", nav)]


@pytest.mark.parametrize(
    ("role", "missing"),
    [
        ("chief", []),
        ("editor", ["People"]),
        ("writer", ["Front page", "Comments", "Story templates", "Snippets", "Pages", "Site", "People", "Log"]),
        ("moderator", [noun for noun in ALL if noun not in ("Today", "Comments", "Sections")]),
    ],
)
def test_the_sidebar_names_what_a_role_may_open_in_our_order(client, role, missing):
    client.force_login(make_user(role))
    assert nouns(client) == [noun for noun in ALL if noun not in missing]


def test_every_noun_leads_somewhere(client, chief):
    client.force_login(chief)
    page = client.get(INDEX).content.decode()
    nav = re.search(r'<nav class="nav".*?</nav>', page, re.DOTALL)[0]
    for address in re.findall(r'href="([^"]+)"', nav):
        assert client.get(address, follow=True).status_code == 200


def test_the_noun_of_the_page_is_marked(client, editor):
    client.force_login(editor)
    page = client.get(reverse("admin:pages_page_changelist")).content.decode()
    assert re.findall(r'href="([^"]+)" aria-current="page"', page) == [reverse("admin:pages_page_changelist")]


def test_the_masthead_names_the_publication_and_the_person(client):
    Site.objects.create(pk=1, name="Chips & Bits")
    client.force_login(make_user("editor", name="Ada Byron <b>Lovelace</b>"))
    page = client.get(INDEX).content.decode()
    assert "Chips &amp; Bits" in page
    assert "Ada Byron &lt;b&gt;Lovelace&lt;/b&gt;" in page
    assert "Editor · " in page
    assert re.search(rf'<form id="logout-form" method="post"[^>]* action="{reverse("account_logout")}">', page)


def test_somebody_without_a_role_is_told_so(client):
    client.force_login(User.objects.create_user("new@example.com", "correct horse", name="New", is_staff=True))
    assert "Your account has no role yet." in client.get(INDEX).content.decode()


def test_what_a_role_may_not_open_is_refused_in_the_desks_own_frame(client, writer):
    client.force_login(writer)
    answer = client.get(reverse("admin:pages_page_changelist"))
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Your role doesn’t include this part of the desk." in page
    assert 'class="nav"' in page


def test_what_is_not_there_is_said_in_the_desks_own_frame(client, editor):
    client.force_login(editor)
    for address in ["/admin/nothing/", "/admin/pages/nothing/", reverse("admin:pages_page_change", args=["x"])]:
        answer = client.get(address, follow=True)
        assert 'class="nav"' in answer.content.decode()
    assert client.get("/admin/nothing/").status_code == 404


def test_a_visitor_learns_nothing_of_what_is_at_the_desk(client):
    Page.objects.create(title="About us", slug="about")
    answers = [client.get(f"/admin/{path}/") for path in ["nothing", "pages/page", "pages/page/1/change"]]
    assert {answer.status_code for answer in answers} == {302}
    assert all(answer.url.startswith(reverse("admin:login")) for answer in answers)


def test_a_reader_who_is_lost_gets_the_readers_page(client):
    page = client.get("/nothing/here/").content.decode()
    assert 'class="nav"' not in page
    assert "/admin/" not in page


def test_a_broken_desk_still_answers_in_its_own_words(client, editor, monkeypatch):
    client.force_login(editor)
    client.raise_request_exception = False
    monkeypatch.setattr("pages.admin.PageAdmin.get_queryset", lambda *_: 1 / 0)
    answer = client.get(reverse("admin:pages_page_changelist"))
    assert answer.status_code == 500
    assert "go back in your browser" in answer.content.decode()


def test_a_list_page_costs_few_queries(client, editor, django_assert_max_num_queries):
    client.force_login(editor)
    for number in range(20):
        Page.objects.create(title=f"Page {number}", slug=f"page-{number}")
    with django_assert_max_num_queries(12):
        client.get(reverse("admin:pages_page_changelist"))
