"""Looking back at a story by keyboard alone, in a real browser: compare, bring back, undo; on a phone, too."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles import desk
from articles.models import Article
from articles.tests.desk_form import address
from articles.tests.factories import make_article, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).resolve().parents[2] / "tests" / "vendor" / "axe.min.js").read_text()


@pytest.fixture
def article(live_server, page, client, transactional_db):
    editor = make_user("editor")
    article = make_article(owner=editor, body="It ships in March.\n\nIt is red.\n\nA.\n\nB.\n\nC.", headline="First")
    desk.save(article, by=editor, body="It ships in May.\n\nIt is red.\n\nA.\n\nB.\n\nC.")
    desk.save(article, by=editor, headline="Third")
    client.force_login(editor)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(live_server.url + address(article, "history"))
    return article


def violations(page):
    # Not by a script element: the site's own policy would refuse it.
    page.evaluate(AXE)
    return [(found["id"], found["nodes"][0]["html"]) for found in page.evaluate("axe.run()")["violations"]]


def test_two_versions_are_compared_one_is_brought_back_and_that_undone_by_keyboard(page, article):
    assert violations(page) == []
    page.locator("[name=from]:checked").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Version 1 and version 3")
    expect(page.locator(".diff-before del").last).to_contain_text("March")
    expect(page.locator(".diff-after ins").last).to_contain_text("May")
    assert violations(page) == []
    page.get_by_role("button", name="Bring version 1 back").press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert Article.objects.get().headline == "First"
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".version")).to_have_count(5)
    assert Article.objects.get().headline == "Third"


def test_on_a_phone_both_stand_in_one_column(page, article, live_server):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}{address(article, 'compare')}?from=1&to=2")
    expect(page.locator(".diff-inline").first).to_be_visible()
    expect(page.locator(".diff-before").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
