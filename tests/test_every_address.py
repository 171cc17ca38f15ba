"""Walks every address of the URLconf: it answers, to everybody, and not with a fault."""

import pytest

from articles.tests.factories import make_user
from tests.addresses import every_address
from tests.world import make_world

# The desk's, the account's, and what only they know who were sent a link; anyone may ask for all else.
PRIVATE = ("admin/", "accounts/", "preview/")


@pytest.fixture
def addresses(db):
    values, _hidden = make_world()
    return every_address(values)


@pytest.mark.parametrize("role", ["anonymous", "writer", "editor", "moderator", "chief"])
def test_every_address_answers_without_a_fault(client, addresses, role):
    if role != "anonymous":
        client.force_login(make_user(role))
    for route, address in addresses.items():
        for method in ("get", "head", "post"):
            if "logout" in route:
                continue
            status = getattr(client, method)(address).status_code
            assert status < 500, f"{role} {method} {route}: {status}"


def test_every_public_address_answers_a_reader_with_its_page(client, addresses):
    for route, address in addresses.items():
        if not route.startswith((*PRIVATE, "media/")):
            assert client.get(address, follow=True).status_code == 200, f"{route}: {address}"


def test_no_address_of_the_desk_answers_a_stranger(client, addresses):
    for route, address in addresses.items():
        if route.startswith("admin/") and route not in ("admin/login/", "admin/logout/"):
            for method in ("get", "post"):
                response = getattr(client, method)(address)
                assert response.status_code in (302, 403, 404, 405), f"{method} {route}: {response.status_code}"
                if response.status_code == 302:
                    assert "/login/" in response["Location"], route


def test_public_pages_set_no_cookie_and_carry_no_token(client, addresses):
    for route, address in addresses.items():
        if not route.startswith((*PRIVATE, "media/", "comments/")):
            response = client.get(address)
            assert not response.cookies, route
            assert "csrfmiddlewaretoken" not in response.content.decode(), route
            assert "cookie" not in response.headers.get("Vary", "").lower(), route
