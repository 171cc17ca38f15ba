"""What scripts add to a reader's page: a switch for the colours, and a button that copies the address."""

import pytest

from articles.tests.factories import make_live_story

pytestmark = pytest.mark.browser
DARK, LIGHT = "rgb(15, 17, 21)", "rgb(255, 255, 255)"


@pytest.fixture
def address(live_server, transactional_db):
    return live_server.url + make_live_story().get_absolute_url()


def paper(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def test_the_switch_turns_the_page_dark_and_the_choice_stays(page, address):
    page.emulate_media(color_scheme="light")
    page.goto(address)
    assert paper(page) == LIGHT
    switch = page.get_by_role("button", name="Dark colours", pressed=False)
    switch.click()
    assert paper(page) == DARK
    page.reload()
    assert paper(page) == DARK
    assert page.context.cookies() == []


def test_back_in_step_with_the_system_the_page_follows_it_again(page, address):
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    switch = page.get_by_role("button", name="Dark colours")
    switch.click()
    assert paper(page) == LIGHT
    switch.click()
    page.emulate_media(color_scheme="light")
    assert paper(page) == LIGHT
    assert page.evaluate("localStorage.length") == 0


def test_the_address_is_copied(page, address, settings):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    path = address.split("/", 3)[3]
    assert page.evaluate("navigator.clipboard.readText()") == f"{settings.SITE_URL}/{path}"


def test_without_scripts_neither_button_is_there(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    assert page.get_by_role("link", name="Bluesky").is_visible()
    assert page.get_by_role("button", name="Copy link").count() == 0
    assert not page.get_by_role("button", name="Dark colours").is_visible()
    page.context.close()
