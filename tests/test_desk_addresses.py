"""Who may do what at every address of the desk: the rows that no app's own matrix has, and that none is missing.

The other matrices: articles/tests/test_desk_matrix.py (own and other's articles), notes/tests/test_pages.py,
planning/tests/test_matrix.py and newsroom/tests/test_desk_matrix.py.
"""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import get_resolver

from articles.models import Article, Edition
from articles.tests import test_desk_matrix as articles
from articles.tests.factories import make_user
from newsroom.models import LogLine
from newsroom.tests import test_desk_matrix as newsroom
from notes.tests import test_pages as notes
from planning.tests import test_matrix as planning
from tests.addresses import every_address, named_routes
from tests.world import make_world

ROLES = ["nobody", "writer", "moderator", "editor", "chief"]
# 302 for nobody: to sign in. A picture is somebody else's.
SAME = "302 200 200 200 200"
DESK = "302 200 403 200 200"
EDITORS = "302 403 403 200 200"
ONWARD = "302 302 302 302 302"
ONLY_GET = "302 405 405 405 405"
NEVER = "302 403 403 403 403"
TOKEN_UNKNOWN = "404 404 404 404 404"
MATRIX = {
    # address                   GET                    POST
    "index": (SAME, SAME),
    "app_list": (SAME, SAME),
    "login": (ONWARD, SAME),
    "logout": (ONWARD, ONWARD),
    "password_change": (ONWARD, ONWARD),
    "password_change_done": (SAME, ONLY_GET),
    "autocomplete": (NEVER, ONLY_GET),
    "jsi18n": (SAME, ONLY_GET),
    "admin/(?P<url>.*)$": ("302 404 404 404 404", "302 404 404 404 404"),
    "images_image_picker": ("403 200 403 200 200", "405 405 405 405 405"),
    "images_image_dialog": ("403 200 403 200 200", "405 405 405 405 405"),
    "images_image_upload": ("405 405 405 405 405", "403 400 403 400 400"),
    "images_image_add_several": (DESK, DESK),
    "images_image_changelist": (DESK, DESK),
    "images_image_add": (DESK, DESK),
    "images_image_history": (DESK, DESK),
    "images_image_delete": (EDITORS, EDITORS),
    "images_image_change": (DESK, EDITORS),
    "comments_comment_changelist": ("302 403 200 200 200", "302 403 200 200 200"),
    "comments_comment_add": (NEVER, NEVER),
    "comments_comment_history": ("302 403 200 200 200", "302 403 200 200 200"),
    "comments_comment_delete": (NEVER, NEVER),
    "comments_comment_change": (ONWARD, ONWARD),
    "stop_mails": ("200 200 200 200 200", "200 200 200 200 200"),
    "calendar_feed": (TOKEN_UNKNOWN, "405 405 405 405 405"),
    "outside_preview": (TOKEN_UNKNOWN, "405 405 405 405 405"),
}
# Leads a number without a page to the page of that row.
ELSEWHERE = "/<path:object_id>/"


def is_desks(route):
    return route.startswith(("admin/", "accounts/calendar/", "accounts/mails/", "preview/"))


def desk_routes():
    """{name, or the route itself where it has none: route} of the desk's addresses."""
    found = ((name or route, route) for name, route in named_routes(get_resolver()) if is_desks(route))
    return {name: route for name, route in found if not (name == route and route.endswith(ELSEWHERE))}


@pytest.fixture
def addresses(db):
    """{name: address}, with something at each."""
    values, _hidden = make_world()
    every = every_address(values)
    return {name: every[route] for name, route in desk_routes().items()}


def test_every_address_of_the_desk_stands_in_a_matrix():
    rows = {f"articles_{name}" for name in articles.MATRIX} | {f"notes_note_{name}" for name in notes.MATRIX}
    rows |= {name for name, _wanted in newsroom.GET} | planning.MATRIX.keys() | MATRIX.keys()
    assert desk_routes().keys() - rows == set()


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_role_gets_what_the_matrix_says(client, addresses, method):
    people = {role: make_user(role) for role in ROLES[1:]}
    found = {}
    for name in MATRIX:
        statuses = []
        for role in ROLES:
            client.logout()
            if role != "nobody":
                client.force_login(people[role])
            statuses.append(str(getattr(client, method)(addresses[name]).status_code))
        found[name] = " ".join(statuses)
    assert found == {name: row[method == "post"] for name, row in MATRIX.items()}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace", "options"])
def test_a_method_that_no_page_needs_is_refused_everywhere(client, addresses, chief, method):
    client.force_login(chief)
    before = state()
    for name, address in addresses.items():
        if name not in ("login", "logout"):  # these lead to the account's pages
            assert getattr(client, method)(address).status_code == 405, name
    assert state() == before


def test_a_post_without_the_forms_token_is_refused_everywhere(addresses, chief):
    client = Client(enforce_csrf_checks=True)
    client.force_login(chief)
    before = state()
    for name, address in addresses.items():
        if name not in ("stop_mails", "logout"):  # a mail program has no token; and signing out asks on its own page
            for headers in ({}, {"Origin": "https://evil.example"}):
                assert client.post(address, headers=headers).status_code in (403, 405), name
    assert state() == before


def test_a_number_without_a_page_leads_on_and_tells_nothing(client, addresses, writer):
    client.force_login(writer)
    for name, route in named_routes(get_resolver()):
        if is_desks(route) and not name and route.endswith(ELSEWHERE):
            for number in ("1", "999999", "x"):
                response = client.get("/" + route.replace("<path:object_id>", number))
                assert response.status_code == 302
                assert response["Location"].endswith(f"/{number}/change/")


def state():
    """What a request that is refused leaves as it was."""
    return [str(list(rows.values())) for rows in (Article.objects, Edition.objects, LogLine.objects, LogEntry.objects)]
