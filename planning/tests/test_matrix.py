"""Who may open and who may press what: every address of the plan, by role, by method, own and other's."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.models import Article
from articles.tests.factories import make_article, make_user
from newsroom.models import LogLine
from planning.urls import urlpatterns

ROLES = ["nobody", "owner", "writer", "moderator", "editor", "chief"]
# 302 for nobody: to sign in. For the others 302 is back to the page.
# 404: what is not there, or not the writer's.
READ = "302 200 200 403 200 200"
ONLY_POST = "302 405 405 403 405 405"
ONLY_GET = "302 405 405 403 405 405"
MATRIX = {
    # address    GET        POST
    "calendar": (READ, ONLY_GET),
    "board": (READ, ONLY_GET),
    "budget": (READ, ONLY_GET),
    "subscription": (READ, READ),
    "replan": (ONLY_POST, "302 403 404 403 302 302"),
    "move": (ONLY_POST, "302 403 404 403 302 302"),
}


@pytest.fixture
def people(db):
    return {role: make_user("writer" if role == "owner" else role) for role in ROLES[1:]}


@pytest.fixture
def article(people):
    article = make_article(owner=people["owner"], headline="CANARY headline", body="CANARY body.")
    desk.submit(article, by=people["owner"])
    return desk.plan(article, by=None, due_at=timezone.now(), planned_at=timezone.now())


def posted(name, article):
    """What a POST carries that says enough to be looked at, and too little to be done."""
    return {"replan": {"what": f"due-{article.pk}"}, "move": {"move": f"return-{article.pk}"}}.get(name, {})


def test_every_address_of_the_plan_has_its_row():
    assert {pattern.name for pattern in urlpatterns} == MATRIX.keys()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", MATRIX)
def test_each_role_gets_what_the_matrix_says(client, people, article, name, method):
    expected = [int(status) for status in MATRIX[name][method == "post"].split()]
    before, statuses = str(Article.objects.values().get()), []
    for role in ROLES:
        client.logout()
        if role != "nobody":
            client.force_login(people[role])
        data = posted(name, article) if method == "post" else {}
        response = getattr(client, method)(reverse(f"planning:{name}"), data)
        statuses.append(response.status_code)
        if role in ("nobody", "writer", "moderator"):
            assert b"CANARY" not in response.content
    assert dict(zip(ROLES, statuses, strict=True)) == dict(zip(ROLES, expected, strict=True))
    assert str(Article.objects.values().get()) == before


@pytest.mark.parametrize("name", ["replan", "move"])
def test_a_post_without_the_forms_token_is_refused(people, article, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["chief"])
    lines = LogLine.objects.count()
    assert client.post(reverse(f"planning:{name}"), posted(name, article)).status_code == 403
    assert LogLine.objects.count() == lines


def test_somebody_who_is_not_active_or_not_of_the_staff_sees_nothing(client, article):
    for fields in ({"is_active": False}, {"is_staff": False}):
        client.force_login(make_user("editor", **fields))
        for name in MATRIX:
            assert client.get(reverse(f"planning:{name}")).status_code == 302


@pytest.mark.parametrize("what", ["", "due", "due-", "due-x", "due-0", f"due-{10**30}", "headline-1", "pk-1", "at-1"])
def test_a_request_that_names_nothing_gets_404(client, people, article, what):
    client.force_login(people["editor"])
    assert client.post(reverse("planning:replan"), {"what": what}).status_code == 404
    assert client.post(reverse("planning:move"), {"move": what}).status_code == 404


@pytest.mark.parametrize("verb", ["publish", "schedule", "withdraw", "retract", "trash", "cancel", "hotfix", "save"])
def test_the_board_does_no_verb_that_readers_would_notice(client, people, article, verb):
    client.force_login(people["chief"])
    assert client.post(reverse("planning:move"), {"move": f"{verb}-{article.pk}"}).status_code == 404
