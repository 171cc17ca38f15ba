"""Who gets what from the desk's pages about people, the log, the site, its pages and authors.

The articles', pictures' and comments' pages have tables of their own.
"""

import pytest
from django.urls import reverse

from articles.tests.factories import make_author
from newsroom.log import record
from newsroom.tests.signing import sign_in
from pages.models import Page, Site

pytestmark = pytest.mark.django_db

# Page, and what a writer, an editor, a moderator and a chief get. Whoever is not signed in is sent to do so.
OPEN, SHUT, GONE = 200, 403, 302
GET = [
    ("index", [OPEN, OPEN, OPEN, OPEN]),
    ("newsroom_user_changelist", [SHUT, SHUT, SHUT, OPEN]),
    ("newsroom_user_add", [SHUT, SHUT, SHUT, OPEN]),
    ("newsroom_user_change", [SHUT, SHUT, SHUT, OPEN]),
    ("newsroom_user_history", [SHUT, SHUT, SHUT, OPEN]),
    ("newsroom_user_delete", [SHUT, SHUT, SHUT, OPEN]),
    ("newsroom_user_password", [SHUT, SHUT, SHUT, OPEN]),
    ("newsroom_user_mail", [405, 405, 405, 405]),
    ("newsroom_notice_changelist", [OPEN, OPEN, OPEN, OPEN]),
    ("newsroom_notice_mails", [OPEN, OPEN, OPEN, OPEN]),
    ("newsroom_notice_mark", [405, 405, 405, 405]),
    ("newsroom_notice_open", [404, 404, 404, 404]),  # somebody else's
    ("newsroom_logline_changelist", [SHUT, OPEN, SHUT, OPEN]),
    ("newsroom_logline_change", [SHUT, GONE, SHUT, GONE]),
    ("newsroom_logline_history", [SHUT, GONE, SHUT, GONE]),
    ("newsroom_logline_add", [SHUT, SHUT, SHUT, SHUT]),
    ("newsroom_logline_delete", [SHUT, SHUT, SHUT, SHUT]),
    ("authors_author_changelist", [OPEN, OPEN, SHUT, OPEN]),
    ("authors_author_add", [SHUT, OPEN, SHUT, OPEN]),
    ("authors_author_change", [OPEN, OPEN, SHUT, OPEN]),
    ("authors_author_history", [OPEN, OPEN, SHUT, OPEN]),
    ("authors_author_delete", [SHUT, OPEN, SHUT, OPEN]),
    ("pages_site_changelist", [SHUT, GONE, SHUT, GONE]),
    ("pages_site_add", [SHUT, SHUT, SHUT, SHUT]),
    ("pages_site_change", [SHUT, OPEN, SHUT, OPEN]),
    ("pages_site_history", [SHUT, OPEN, SHUT, OPEN]),
    ("pages_site_delete", [SHUT, SHUT, SHUT, SHUT]),
    ("pages_page_changelist", [SHUT, OPEN, SHUT, OPEN]),
    ("pages_page_add", [SHUT, OPEN, SHUT, OPEN]),
    ("pages_page_change", [SHUT, OPEN, SHUT, OPEN]),
    ("pages_page_history", [SHUT, OPEN, SHUT, OPEN]),
    ("pages_page_delete", [SHUT, OPEN, SHUT, OPEN]),
]
# An empty form: where a role may post at all, the answer is the form again (200) or a redirect.
POST = [
    ("authors_author_add", [SHUT, OPEN, SHUT, OPEN]),
    ("authors_author_change", [SHUT, OPEN, SHUT, OPEN]),
    ("authors_author_delete", [SHUT, GONE, SHUT, GONE]),
    ("pages_site_change", [SHUT, OPEN, SHUT, OPEN]),
    ("pages_page_add", [SHUT, OPEN, SHUT, OPEN]),
    ("pages_page_change", [SHUT, OPEN, SHUT, OPEN]),
    ("pages_page_delete", [SHUT, GONE, SHUT, GONE]),
    ("newsroom_user_add", [SHUT, SHUT, SHUT, OPEN]),
    ("newsroom_user_change", [SHUT, SHUT, SHUT, OPEN]),
    ("newsroom_user_delete", [SHUT, SHUT, SHUT, GONE]),
    ("newsroom_user_password", [SHUT, SHUT, SHUT, OPEN]),
    ("newsroom_user_mail", [SHUT, SHUT, SHUT, GONE]),
    ("newsroom_notice_mails", [GONE, GONE, GONE, GONE]),
    ("newsroom_notice_mark", [GONE, GONE, GONE, GONE]),
]
ROLES = ["writer", "editor", "moderator", "chief"]


def named(table):
    return [pytest.param(name, wanted, id=name) for name, wanted in table]


@pytest.fixture
def address():
    """The address of a desk page by its name, with something there for it to show."""
    rows = {
        "user": lambda: _stranger().pk,
        "notice": lambda: _told(_stranger()).pk,
        "logline": lambda: record(make_author(), "created", by=None).pk,
        "author": lambda: make_author().pk,
        "site": lambda: Site.objects.get_or_create(pk=1, name="The Current")[0].pk,
        "page": lambda: Page.objects.get_or_create(title="About us", slug="about")[0].pk,
    }

    def find(name):
        _app, *rest = name.split("_")
        single = rest and rest[-1] not in {"changelist", "add", "mails", "mark"}
        return reverse(f"admin:{name}", args=[rows[rest[0]]()] if single else [])

    return find


def _stranger():
    from newsroom.models import User

    return User.objects.create_user(f"stranger{User.objects.count()}@example.com", "correct horse", name="Stranger")


def _told(user):
    from newsroom import notices

    notices.tell([user], "published", make_author(), key="published:1")
    return user.notices.get()


def answers(client, request, address, method, data):
    got = []
    for role in ROLES:
        client.logout()
        sign_in(client, request.getfixturevalue(role))
        got.append(getattr(client, method)(address(), data).status_code)
    return got


@pytest.mark.parametrize(("name", "wanted"), named(GET))
def test_each_role_may_look_where_the_table_says(client, request, address, name, wanted):
    assert answers(client, request, lambda: address(name), "get", {}) == wanted


@pytest.mark.parametrize(("name", "wanted"), named(POST))
def test_each_role_may_write_where_the_table_says(client, request, address, name, wanted):
    if name.startswith("pages_site"):
        data = {"menu-TOTAL_FORMS": 0, "menu-INITIAL_FORMS": 0}
    else:
        data = {"post": "yes"} if name.endswith("delete") else {}
    assert answers(client, request, lambda: address(name), "post", data) == wanted


@pytest.mark.parametrize("name", sorted({name for name, _wanted in [*GET, *POST]}))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_sign_in(client, address, name, method):
    where = address(name)
    answer = getattr(client, method)(where)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("admin:login"))


def test_no_page_of_these_apps_is_missing_from_the_table():
    from django.contrib import admin

    known = {name for name, _wanted in GET}
    for model, page in admin.site._registry.items():
        if model._meta.app_label in {"newsroom", "authors", "pages"}:
            names = {pattern.name for pattern in page.get_urls() if pattern.name}
            assert names <= known, names - known
