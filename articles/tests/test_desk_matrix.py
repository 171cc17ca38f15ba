"""Who may open and who may press what: every address of the articles' desk, by role, by method, own and other's."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from articles.models import Article, Snippet, Tag, Template
from articles.tests.factories import make_article, make_section, make_user
from newsroom.models import LogLine

ROLES = ["nobody", "owner", "writer", "moderator", "editor", "chief"]
# 302 for nobody: to sign in. For the others: on to another page. 404: an article that is not the writer's.
# 409: admitted, but the post did not say what it saw, so nothing is done. 405: not by this method.
READ = "302 200 404 403 200 200"
MATRIX = {
    # address              GET                        POST
    "article_changelist": ("302 200 200 403 200 200", "302 200 200 403 200 200"),
    "article_add": ("302 200 200 403 200 200", "302 200 200 403 200 200"),
    "article_preview_new": ("302 405 405 405 405 405", "302 200 200 403 200 200"),
    "article_keep_new": ("302 200 200 200 200 200", "302 400 400 403 400 400"),
    "article_keep": ("302 405 405 405 405 405", "302 400 404 403 400 400"),
    "article_kept": ("302 405 405 405 405 405", "302 404 404 404 404 404"),
    "article_settle": ("302 405 405 405 405 405", "302 302 404 403 302 302"),
    "article_stories": ("302 200 200 403 200 200", "302 405 405 405 405 405"),
    "article_tags": ("302 200 200 403 200 200", "302 405 405 405 405 405"),
    "article_timetable": ("302 200 200 403 200 200", "302 405 405 405 405 405"),
    "article_change": (READ, "302 200 404 403 200 200"),
    "article_preview": (READ, READ),
    "article_history": (READ, "302 405 405 405 405 405"),
    "article_links": (READ, "302 200 404 403 200 200"),
    "article_compare": (READ, "302 405 405 405 405 405"),
    "article_redact": ("302 403 404 403 403 200", "302 403 404 403 403 200"),
    "article_bring_back": ("302 405 405 405 405 405", "302 404 404 403 404 404"),
    "article_submit": ("302 200 404 403 302 302", "302 409 404 403 409 409"),
    "article_return": ("302 403 404 403 302 302", "302 403 404 403 409 409"),
    "article_approve": ("302 403 404 403 302 302", "302 403 404 403 409 409"),
    "article_publish": ("302 403 404 403 200 200", "302 403 404 403 409 409"),
    "article_schedule": ("302 403 404 403 200 200", "302 403 404 403 409 409"),
    "article_reschedule": ("302 403 404 403 302 302", "302 403 404 403 409 409"),
    "article_accept": ("302 403 404 403 302 302", "302 403 404 403 409 409"),
    "article_decline": ("302 403 404 403 302 302", "302 403 404 403 409 409"),
    "article_plan": ("302 403 404 403 200 200", "302 403 404 403 409 409"),
    "article_embargo": ("302 403 404 403 200 200", "302 403 404 403 409 409"),
    "article_lift": ("302 403 404 403 302 302", "302 403 404 403 409 409"),
    "article_trash": ("302 200 404 403 200 200", "302 409 404 403 409 409"),
    "article_trashed": ("302 200 200 403 200 200", "302 302 302 403 302 302"),
    "article_delete_for_good": ("302 405 405 405 405 405", "302 403 404 403 403 302"),
    "article_duplicate": (READ, "302 409 404 403 409 409"),
    "article_restore": ("302 302 404 403 302 302", "302 409 404 403 409 409"),
    "article_hotfix": ("302 403 404 403 302 302", "302 403 404 403 409 409"),
    "article_cancel": ("302 403 404 403 302 302", "302 403 404 403 409 409"),
    "article_withdraw": ("302 403 404 403 302 302", "302 403 404 403 409 409"),
    "article_retract": ("302 403 404 403 302 302", "302 403 404 403 409 409"),
    "frontslot_changelist": ("302 403 403 403 200 200", "302 403 403 403 302 302"),
    "section_changelist": ("302 200 200 200 200 200", "302 200 200 200 200 200"),
    "section_add": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "section_change": ("302 200 200 200 200 200", "302 403 403 403 200 200"),
    "section_history": ("302 200 200 200 200 200", "302 200 200 200 200 200"),
    "section_delete": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "template_changelist": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "template_add": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "template_change": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "template_history": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "template_delete": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "snippet_changelist": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "snippet_add": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "snippet_change": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "snippet_history": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "snippet_delete": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
    "tag_changelist": ("302 200 200 403 200 200", "302 200 200 403 200 200"),
    "tag_add": ("302 200 200 403 200 200", "302 200 200 403 200 200"),
    "tag_change": ("302 200 200 403 200 200", "302 403 403 403 200 200"),
    "tag_history": ("302 200 200 403 200 200", "302 200 200 403 200 200"),
    "tag_delete": ("302 403 403 403 200 200", "302 403 403 403 200 200"),
}


def names():
    """What the URLconf has for the articles' desk."""
    patterns = admin.site.get_urls()
    found = [entry for pattern in patterns for entry in getattr(pattern, "url_patterns", [pattern])]
    return {entry.name.removeprefix("articles_") for entry in found if (entry.name or "").startswith("articles_")}


def test_every_address_of_the_desk_has_its_row():
    assert names() == MATRIX.keys()


@pytest.fixture
def people(db):
    return {role: make_user("writer" if role == "owner" else role) for role in ROLES[1:]}


@pytest.fixture
def subjects(people):
    return {
        "article": make_article(owner=people["owner"], headline="CANARY headline", body="CANARY body."),
        "section": make_section(),
        "template": Template.objects.create(name="Review"),
        "snippet": Snippet.objects.create(name="Greeting", text="Hello."),
        "tag": Tag.objects.create(name="chips", slug="chips"),
    }


def address(name, subjects):
    noun, page = name.split("_", 1)
    takes_none = page in ("changelist", "add", "preview_new", "keep_new", "stories", "tags", "timetable", "trashed")
    return reverse(f"admin:articles_{name}", args=[] if takes_none else [subjects[noun].pk])


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", MATRIX)
def test_each_role_gets_what_the_matrix_says(client, people, subjects, name, method):
    expected = [int(status) for status in MATRIX[name][method == "post"].split()]
    before = str(Article.objects.order_by("pk").values().first())
    url = address(name, subjects)
    statuses = []
    for role in ROLES:
        client.logout()
        if role != "nobody":
            client.force_login(people[role])
        response = getattr(client, method)(url)
        statuses.append(response.status_code)
        if role in ("nobody", "writer", "moderator"):
            assert b"CANARY" not in response.content
    assert dict(zip(ROLES, statuses, strict=True)) == dict(zip(ROLES, expected, strict=True))
    assert str(Article.objects.order_by("pk").values().first()) == before


@pytest.mark.parametrize("name", [name for name, (_get, post) in MATRIX.items() if "405" not in post])
def test_a_post_without_the_forms_token_is_refused(people, subjects, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["chief"])
    lines = LogLine.objects.count()
    assert client.post(address(name, subjects)).status_code == 403
    assert client.post(address(name, subjects), headers={"Origin": "https://evil.example"}).status_code == 403
    assert LogLine.objects.count() == lines


def test_numbers_near_a_writers_own_article_tell_nothing(client, people, subjects):
    others = [make_article(headline="CANARY") for _n in range(5)]
    client.force_login(people["owner"])
    for pk in [others[-1].pk + n for n in range(-4, 50)] + [0, 10**18, 10**30]:
        for page in ("change", "preview", "history", "submit", "publish"):
            response = client.get(f"/admin/articles/article/{pk}/{page}/")
            assert response.status_code == 404
            assert b"CANARY" not in response.content


def test_somebody_who_is_not_active_or_not_of_the_staff_sees_nothing(client, subjects):
    for fields in ({"is_active": False}, {"is_staff": False}):
        user = make_user("editor", **fields)
        client.force_login(user)
        for name in MATRIX:
            assert client.get(address(name, subjects)).status_code == 302
