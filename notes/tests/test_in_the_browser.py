"""Notes beside the text, in a real browser, under the site's own content security policy."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from articles.tests.factories import make_article, make_user
from images.tests.factories import work
from newsroom import notices
from notes import desk as notes
from notes.models import Note

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).resolve().parents[2] / "tests" / "vendor" / "axe.min.js").read_text()
BODY = "The court ruled on Monday. It freed the phone maker from a fine.\n\nThe regulator will appeal."
PASSAGE = "freed the phone maker"
SAVED = re.compile(r"^Saved \d\d:\d\d$")
SELECT = """([passage]) => {
  const { editor } = document.getElementById("article-form");
  const at = editor.text.indexOf(passage);
  editor.focus();
  editor.select(at, at + passage.length);
}"""


def sign_in(page, client, user, live_server):
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])


def test_a_note_on_a_passage_stays_there_and_leads_whom_it_mentions_to_it(desk_page, client, live_server, settings):
    settings.SITE_URL = live_server.url
    writer = make_user("writer")
    writer.name = "Wanda Writer"
    writer.save()
    story = make_article(owner=writer, body=BODY)
    desk_page.open(story.get_desk_url())
    drawer = desk_page.get_by_role("complementary", name="Notes")
    expect(drawer).to_be_hidden()
    expect(desk_page.locator("[data-notes-body] form")).to_be_attached()
    offer = desk_page.get_by_role("button", name="Note", exact=True)
    expect(offer).to_be_hidden()
    desk_page.evaluate(SELECT, [PASSAGE])
    offer.click()
    expect(drawer.get_by_label("Passage")).to_have_value(PASSAGE)
    text = drawer.get_by_label("Note", exact=True)
    expect(text).to_be_focused()
    text.press_sequentially("Which one? @wan")
    expect(drawer.get_by_role("option", name="Wanda Writer")).to_be_visible()
    text.press("Enter")
    expect(text).to_have_value("Which one? @Wanda Writer ")
    text.press("Control+Enter")
    expect(drawer.locator(".thread-quote")).to_have_text(PASSAGE)
    expect(desk_page.locator(".cm-noted")).to_have_text(PASSAGE)
    assert Note.objects.get().mentions.get() == writer

    # The text round it changes, and is saved.
    desk_page.evaluate("document.getElementById('article-form').editor.replace(0, 9, 'Late on a rainy day a court')")
    expect(desk_page.locator(".cm-noted")).to_have_text(PASSAGE)
    desk_page.keyboard.press("Escape")
    desk_page.get_by_role("button", name="Save", exact=True).click()
    expect(desk_page.locator(".write-saved")).to_have_text(SAVED)
    desk_page.open(story.get_desk_url())
    expect(desk_page.locator(".cm-noted")).to_have_text(PASSAGE)
    desk_page.locator(".cm-noted").click()
    expect(drawer.locator(".thread")).to_be_focused()

    # Whom it mentions gets a mail, whose link leads there.
    work()
    (message,) = mail.outbox
    assert message.to == [writer.email]
    sign_in(desk_page, client, writer, live_server)
    link = next(line for line in message.body.splitlines() if "/newsroom/notice/" in line)
    desk_page.goto(link)
    expect(drawer.locator(".thread")).to_be_focused()
    drawer.get_by_label("Answer").fill("Ours.")
    drawer.get_by_role("button", name="Answer", exact=True).click()
    expect(drawer.locator(".thread-note")).to_have_count(2)
    drawer.get_by_role("button", name="Resolve").click()
    expect(drawer.locator("summary", has_text="1 resolved")).to_be_visible()
    expect(desk_page.locator(".cm-noted")).to_have_count(0)


def test_what_was_typed_outlives_a_server_that_is_away(desk_page):
    story = make_article(body=BODY)
    notes.add(story, by=make_user("editor"), text="First", quote=PASSAGE)
    desk_page.open(story.get_desk_url())
    desk_page.get_by_role("link", name="Notes").click()
    drawer = desk_page.get_by_role("complementary", name="Notes")
    drawer.get_by_label("Answer").fill("Half an answer")
    drawer.get_by_label("Note", exact=True).fill("A note")
    desk_page.route("**/admin/notes/**", lambda route: route.abort())
    drawer.get_by_role("button", name="Leave the note").click()
    expect(drawer.get_by_role("status")).to_contain_text("It is still here")
    desk_page.unroute("**/admin/notes/**")
    drawer.get_by_role("button", name="Leave the note").click()
    expect(drawer.locator(".thread")).to_have_count(2)
    expect(drawer.get_by_label("Answer").first).to_have_value("Half an answer")
    desk_page.complaints[:] = [words for words in desk_page.complaints if "net::ERR_FAILED" not in words]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(desk_page, scheme, width):
    from newsroom.models import User

    user = User.objects.get()
    story = make_article(owner=user, body=BODY)
    other = make_user("editor")
    note, _others = notes.add(story, by=other, text=f"@{user.name} https://example.com", quote=PASSAGE)
    notes.answer(note, by=user, text="Yes.")
    notes.resolve(notes.add(story, by=other, text="Done")[0], by=user)
    notices.tell([user], "returned", story, key="returned:1", by=other, text="Once more.")
    notices.tell([user], "live", story, key="live:1")
    desk_page.emulate_media(color_scheme=scheme)
    desk_page.set_viewport_size({"width": width, "height": 900})
    addresses = [
        reverse("admin:newsroom_notice_changelist"),
        reverse("admin:newsroom_notice_mails"),
        reverse("admin:notes_note_of_article", args=[story.pk]),
        f"{story.get_desk_url()}#{note.key}",
    ]
    for address in addresses:
        desk_page.open(address)
        if "#" in address:
            expect(desk_page.locator(".thread").first).to_be_focused()
        assert desk_page.complaints == []
        desk_page.evaluate(AXE)  # whose own style element the policy refuses, which the console then names
        found = desk_page.evaluate(
            "axe.run().then((result) => result.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))"
        )
        assert found == [], address
        desk_page.complaints.clear()
        if "#" not in address:  # its toolbar is not ours
            assert desk_page.evaluate("document.documentElement.scrollWidth") <= width, address
