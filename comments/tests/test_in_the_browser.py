"""The form in its place on the story, and the moderators' keys, in a real browser."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from articles.tests.factories import make_live_story
from comments import forms
from comments.models import Comment
from comments.tests.factories import make_comment
from comments.tests.test_safety import NAMES, SCRIPTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def story():
    return make_live_story()


@pytest.fixture(autouse=True)
def _fast_hands(monkeypatch):
    monkeypatch.setattr(forms, "TOO_FAST", forms.TOO_FAST * 0)


def focused(page):
    return page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")


def test_a_reply_is_written_in_its_place_and_survives_a_broken_line(live_server, page, story):
    parent = make_comment(story, name="Grace")
    page.goto(live_server.url + story.get_absolute_url())
    assert page.context.cookies() == []
    page.get_by_role("link", name="Reply to Grace").click()
    expect(page.get_by_label("Your name")).to_be_focused()
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Your e-mail").fill("ada@example")
    page.get_by_label("Your comment").fill("I **agree**.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_label("Your e-mail")).to_be_focused()
    assert page.get_by_label("Your e-mail").get_attribute("aria-invalid") == "true"
    page.get_by_label("Your e-mail").fill("ada@example.com")

    page.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your text is safe here")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    page.get_by_role("link", name="Reply to Grace").click()
    expect(page.get_by_label("Your comment")).to_have_value("I **agree**.")

    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("This is how it will look.")).to_be_focused()
    assert Comment.objects.count() == 1
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("A moderator will read your comment")).to_be_visible()
    assert Comment.objects.get(name="Ada").parent == parent
    assert page.evaluate("sessionStorage.length") == 0


def test_the_form_closes_and_gives_the_focus_back(live_server, page, story):
    page.goto(live_server.url + story.get_absolute_url())
    page.get_by_role("link", name="Write a comment").click()
    expect(page.get_by_text("Nobody has said anything yet.")).to_be_hidden()
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_text("Nobody has said anything yet.")).to_be_visible()
    assert focused(page) == "Write a comment"
    expect(page.get_by_label("Your comment")).to_have_count(0)


def test_an_answer_that_is_no_form_of_ours_loses_nothing(live_server, page, story):
    page.goto(live_server.url + story.get_absolute_url())
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Your comment").fill("My careful words")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Your e-mail").fill("ada@example.com")
    page.route("**/new/", lambda route: route.fulfill(status=502, body="<!doctype html><h1>Bad gateway</h1>"))
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your text is safe here")).to_be_visible()
    expect(page.get_by_label("Your comment")).to_have_value("My careful words")


def test_everything_works_without_scripts(live_server, browser, story):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + story.get_absolute_url())
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Your e-mail").fill("ada@example.com")
    page.get_by_label("Your comment").fill("Plain *words*.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".replying em")).to_have_text("words")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Held for review")
    assert Comment.objects.get().body == "Plain *words*."
    context.close()


@pytest.mark.parametrize("bypass", [False, True], ids=["under-the-csp", "without-the-csp"])
def test_nothing_that_a_commenter_typed_runs(live_server, browser, client, story, moderator, bypass):
    """The sanitiser must hold without the Content Security Policy, and nothing may even try to break that."""
    for payload in SCRIPTS:
        make_comment(story, body=f"Look: {payload}")
    parent = None
    for payload in NAMES:
        parent = make_comment(story, name=payload, parent=parent)
    client.force_login(moderator)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(bypass_csp=bypass)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page = context.new_page()
    complaints = []
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for address in (story.get_absolute_url(), f"/comments/{story.article_id}/", "/admin/comments/comment/?status=all"):
        page.goto(live_server.url + address)
        page.get_by_text("alert(1)").first.wait_for()
    assert complaints == []
    context.close()


def test_the_queue_is_worked_from_the_keyboard(live_server, page, client, story, moderator):
    first, second, third = (make_comment(story, status="held") for _ in range(3))
    client.force_login(moderator)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/admin/comments/comment/")
    current = page.locator("tr[aria-current] b")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(current).to_have_text(second.name)
    for key, status in (("a", "approved"), ("r", "rejected")):
        with page.expect_navigation():
            page.keyboard.press(key)
        expect(page.get_by_text(f"1 comment {status}.")).to_be_visible()
    assert dict(Comment.objects.values_list("pk", "status")) == {
        first.pk: "held",
        second.pk: "approved",
        third.pk: "rejected",
    }
    with page.expect_navigation():
        page.keyboard.press("u")
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    page.get_by_label("Search").focus()
    page.keyboard.type("ar")
    assert Comment.objects.held().count() == 2
