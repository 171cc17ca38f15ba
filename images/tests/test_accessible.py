"""axe finds nothing on the library's pages and in the picker, light and dark."""

import json

import pytest
from django.conf import settings
from django.urls import reverse

from images.tests.factories import add_picture

pytestmark = [pytest.mark.browser, pytest.mark.urls("images.tests.urls"), pytest.mark.django_db(transaction=True)]
AXE = settings.BASE_DIR / "tests/vendor/axe.min.js"


@pytest.fixture
def visit(live_server, page, client, editor):
    """Opens an address at the desk, signed in as an editor."""
    client.force_login(editor)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return lambda address: page.goto(live_server.url + address)


def axe(page, selector):
    page.evaluate(AXE.read_text())
    result = page.evaluate(f"axe.run({json.dumps(selector)})")
    return [f"{rule['id']}: {node['html'][:200]}" for rule in result["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_librarys_pages(visit, page, scheme):
    image = add_picture()
    add_picture(seed=2, alt="")
    page.emulate_media(color_scheme=scheme)
    addresses = [reverse(f"admin:images_image_{name}") for name in ("changelist", "add", "add_several")]
    for address in [*addresses, reverse("admin:images_image_change", args=[image.pk])]:
        visit(address)
        assert axe(page, "#content") == [], address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_control_and_its_dialog(visit, page, scheme):
    add_picture()
    add_picture(seed=2, alt="")
    page.emulate_media(color_scheme=scheme)
    visit("/a-form/")
    assert axe(page, ".picture-input") == []
    page.get_by_role("button", name="Choose or upload").click()
    page.locator(".picture-choice").first.wait_for()
    assert axe(page, ".picture-dialog") == []
    page.get_by_role("button", name="Upload", exact=True).click()
    assert axe(page, ".picture-dialog") == []
