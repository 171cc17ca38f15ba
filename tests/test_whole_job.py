"""The main job from end to end, on the real server in a real browser: from an empty page to a withdrawn story."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.conftest import CAST, PASSWORD

pytestmark = pytest.mark.browser
PREPARE = """
from articles.models import Section
from authors.models import Author
from newsroom.models import User
Section.objects.get_or_create(slug="phones", defaults={"name": "Phones"})
Author.objects.create(name="Wanda Writer", title="Reporter", bio="Covers phones.", user=User.objects.get(email="writer@example.com"))
"""  # noqa: E501
BODY = """The court lifted the ban on Tuesday.

/// pullquote
The case was weak from the start.
///

/// quote | The ministry
We see no reason to wait.
///

The company will sell phones agian."""


class Person:
    """Somebody at a browser; complains about every error in its console."""

    def __init__(self, browser, site, role=None):
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=site.url)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.complaints = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if role:
            self.page.goto("/admin/")
            self.page.get_by_label(re.compile("e-?mail", re.I)).fill(f"{role}@example.com")
            self.page.get_by_label("Password", exact=True).fill(PASSWORD)
            self.page.get_by_role("button", name="Sign in").click()
            expect(self.page.get_by_text(CAST[role]).first).to_be_attached()

    def _hear(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def press(self, name):
        """A button of the article's form, in the bar or under More."""
        button = self.page.get_by_role("button", name=name)
        if not button.is_visible():
            self.page.get_by_text("More", exact=True).click()
        button.click()

    def sees(self, text):
        expect(self.page.get_by_text(text).first).to_be_visible()


@pytest.fixture
def people(browser, newsroom):
    newsroom.manage("shell", "--no-imports", "-c", PREPARE)
    cast = {role: Person(browser, newsroom, role) for role in ("writer", "editor", "moderator")}
    cast["reader"] = Person(browser, newsroom)
    yield cast
    for person in cast.values():
        person.context.close()


def test_from_an_empty_page_to_a_withdrawn_story(people):
    writer, editor, moderator, reader = (people[role] for role in ("writer", "editor", "moderator", "reader"))
    desk_address = draft_and_submit(writer)
    send_back_and_resubmit(editor, writer, desk_address)
    address = publish(editor, desk_address)
    read(reader, address)
    comment_and_approve(reader, moderator, address)
    correct(editor, reader, desk_address, address)
    schedule_and_cancel(editor, desk_address, reader, address)
    withdraw(editor, reader, desk_address, address)
    for role, person in people.items():
        assert person.complaints == [], role


def draft_and_submit(writer):
    page = writer.page
    page.goto("/admin/articles/article/add/")
    page.get_by_label("headline", exact=False).first.fill("A court frees a phone maker")
    page.get_by_label("standfirst", exact=False).first.fill("What the order says.")
    page.get_by_label("body", exact=False).first.fill(BODY)
    page.get_by_label("Tags").fill("Courts, Acme")
    page.get_by_role("button", name="Save").click()
    writer.sees("Saved as a draft.")
    writer.press("Submit")
    writer.sees("Submitted.")
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    return page.url


def send_back_and_resubmit(editor, writer, desk_address):
    editor.page.goto("/admin/articles/article/")
    editor.page.get_by_role("link", name="A court frees a phone maker").click()
    editor.press("Return…")
    editor.page.get_by_label("What has to be mended").fill("There is a typo, and no section.")
    editor.page.get_by_role("button", name="Return").click()
    editor.sees("Returned to the writer.")
    page = writer.page
    page.goto(desk_address)
    writer.sees("There is a typo, and no section.")
    page.get_by_label("Section").select_option("Phones")
    body = page.get_by_label("body", exact=False).first
    body.fill(BODY.replace("agian", "again"))
    page.keyboard.press("Control+s")
    writer.sees(re.compile(r"^Saved \d\d:\d\d$"))
    writer.press("Submit")
    writer.sees("Submitted.")


def publish(editor, desk_address):
    page = editor.page
    page.goto(desk_address)
    editor.press("Approve")
    editor.sees("Approved")
    editor.press("Publish…")
    page.get_by_role("button", name="Publish").click()
    editor.sees("Published:")
    return page.get_by_role("link", name="View it").get_attribute("href")


def read(reader, address):
    page = reader.page
    for listing in ("/", "/section/phones/", "/tag/courts/", "/author/wanda-writer/", "/search/?q=phone"):
        page.goto(listing)
        expect(page.get_by_role("link", name="A court frees a phone maker").first).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("A court frees a phone maker")
    for text in ("What the order says.", "Wanda Writer", "The case was weak from the start.", "Covers phones."):
        reader.sees(text)
    assert reader.context.cookies() == []


def comment_and_approve(reader, moderator, address):
    page = reader.page
    page.goto(address)
    page.get_by_role("link", name=re.compile("comment", re.I)).last.click()
    page.get_by_label("Your name").fill("Bea Reader")
    page.get_by_label("E-mail").fill("bea@example.com")
    page.get_by_label("comment", exact=False).last.fill("About *time*.")
    page.wait_for_timeout(2100)  # nobody types that fast
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(re.compile("moderator", re.I)).first).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("About time.")).to_have_count(0)
    moderator.page.goto("/admin/comments/comment/")
    moderator.sees("bea@example.com")
    moderator.page.get_by_role("button", name="Approve").first.click()
    moderator.page.wait_for_load_state()
    page.goto(address)
    reader.sees("About time.")
    expect(page.get_by_text("bea@example.com")).to_have_count(0)


def correct(editor, reader, desk_address, address):
    page = editor.page
    page.goto(desk_address)
    page.get_by_label("body", exact=False).first.fill(BODY.replace("Tuesday", "Wednesday").replace("agian", "again"))
    page.get_by_role("button", name="Save").click()
    reader.page.goto(address)
    reader.sees("on Tuesday")
    editor.press("Publish changes…")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("This field is required").first).to_be_visible()
    page.get_by_label("Correction:").check()
    page.get_by_label("Note to readers").fill("The order came on Wednesday, not on Tuesday.")
    page.get_by_role("button", name="Publish").click()
    editor.sees("Published:")
    for listing in (address, "/corrections/", f"{address}history/"):
        reader.page.goto(listing)
        reader.sees("The order came on Wednesday, not on Tuesday.")


def schedule_and_cancel(editor, desk_address, reader, address):
    page = editor.page
    page.goto(desk_address)
    page.get_by_label("headline", exact=False).first.fill("A headline for tomorrow")
    editor.press("Schedule…")
    page.get_by_label("Update:").check()
    page.get_by_label("Later").check()
    tomorrow = datetime.now(ZoneInfo("Europe/Berlin")) + timedelta(days=1)
    page.get_by_label("Date and time").fill(f"{tomorrow:%Y-%m-%dT09:00}")
    page.get_by_role("button", name="Schedule").click()
    editor.sees("Scheduled for")
    reader.page.goto(address)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("A court frees a phone maker")
    editor.press("Cancel schedule…")
    page.get_by_role("button", name="Cancel the schedule").click()
    editor.sees("The schedule is cancelled.")


def withdraw(editor, reader, desk_address, address):
    page = editor.page
    page.goto(desk_address)
    editor.press("Withdraw…")
    page.get_by_label("What the readers are told").fill("The order was forged.")
    page.get_by_role("button", name="Withdraw").click()
    editor.sees("Withdrawn:")
    assert reader.page.goto(address).status == 410
    reader.sees("The order was forged.")
    for listing in ("/", "/section/phones/", "/search/?q=phone"):
        reader.page.goto(listing)
        expect(reader.page.get_by_text("A court frees a phone maker")).to_have_count(0)
