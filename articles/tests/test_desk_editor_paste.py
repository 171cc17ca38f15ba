"""What is pasted into the desk's editor: the clipboard's HTML of Docs, Word and a web page; addresses; files."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from articles.markup import render
from articles.tests.factories import make_live_story
from articles.tests.test_desk_editor import SELECT, text, write  # noqa: F401
from images.models import Image
from images.tests.factories import draw, encode

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAMPLES = Path(__file__).parent / "clipboard"

GIVE = """([kind, event, at]) => {
    const bag = new DataTransfer();
    for (const [type, words] of Object.entries(kind)) {
        if (type === "file") bag.items.add(new File([new Uint8Array(words)], "given.jpg", { type: "image/jpeg" }));
        else if (type === "note") bag.items.add(new File([words], "given.txt", { type: "text/plain" }));
        else bag.setData(type, words);
    }
    const content = document.querySelector(".cm-content");
    const box = content.querySelector(".cm-line").getBoundingClientRect();
    const asked = { dataTransfer: bag, clipboardData: bag, bubbles: true, cancelable: true };
    const given = event === "drop"
        ? new DragEvent("drop", { ...asked, clientX: box.right - 4, clientY: box.top + 8 })
        : new ClipboardEvent("paste", asked);
    content.dispatchEvent(given);
}"""


def paste(page, event="paste", **kinds):
    names = {"html": "text/html", "plain": "text/plain"}
    page.evaluate(GIVE, [{names.get(kind, kind): value for kind, value in kinds.items()}, event, None])


@pytest.mark.parametrize("kind", ["docs", "word", "web"])
def test_text_of_others_becomes_our_markdown_and_one_undo_takes_it_away(write, kind):  # noqa: F811
    page = write()
    paste(page, html=(SAMPLES / f"{kind}.html").read_text(), plain="The words alone")
    wanted = (SAMPLES / f"{kind}.md").read_text().strip()
    assert text(page).strip() == wanted
    assert render(wanted, images=lambda pk: None, stories=lambda pk: None).errors == []
    assert page.evaluate("typeof window.alerted") == "undefined"
    page.keyboard.press("Control+z")
    assert text(page) == ""


def test_pictures_that_were_left_out_are_said(write):  # noqa: F811
    page = write()
    paste(page, html=(SAMPLES / "docs.html").read_text(), plain="The words alone")
    expect(page.get_by_role("status").filter(has_text="Pasted without its pictures (1)")).to_be_visible()


def test_with_shift_the_plain_text_is_pasted(write):  # noqa: F811
    page = write("A ")
    page.locator(".cm-content").dispatch_event("keydown", {"key": "V", "ctrlKey": True, "shiftKey": True})
    paste(page, html="<b>bold</b>", plain="bold")
    assert text(page) == "A bold"
    paste(page, html="<b>bold</b>", plain="bold")
    assert text(page) == "A boldbold".replace("boldbold", "bold**bold**")


def test_a_second_note_gets_a_number_of_its_own(write):  # noqa: F811
    page = write("Words.[^1]\n\n[^1]: Mine.\n\n")
    paste(page, html=(SAMPLES / "word.html").read_text(), plain="words")
    assert "**25 May**.[^2]" in text(page)
    assert "[^2]: Order of 25 May, page 3." in text(page)


def test_in_code_everything_stays_as_it_is(write):  # noqa: F811
    page = write("```\n\n```", [4, 4])
    paste(page, html="<b>bold</b>", plain="bold")
    assert text(page) == "```\nbold\n```"


def test_an_address_over_words_makes_a_link_without_trackers(write):  # noqa: F811
    page = write("see this", [4, 8])
    paste(page, plain="https://example.org/a?fbclid=1&id=2")
    assert text(page) == "see [this](https://example.org/a?id=2)"


def test_the_address_of_a_post_on_its_own_line_is_offered_as_an_embed(write):  # noqa: F811
    page = write("Before.\n\n")
    paste(page, plain="https://x.com/Acme/status/1397")
    assert text(page) == "Before.\n\nhttps://x.com/Acme/status/1397"
    page.get_by_role("button", name="Make it an embed").click()
    wanted = "Before.\n\n/// embed | https://x.com/Acme/status/1397\n    author: @Acme\n\nThe text of the post.\n///\n"
    assert text(page) == wanted
    page.keyboard.press("Control+z")
    assert text(page) == "Before.\n\nhttps://x.com/Acme/status/1397"


def test_the_offer_is_taken_by_key_and_goes_when_one_writes_on(write):  # noqa: F811
    page = write()
    paste(page, plain="https://bsky.app/profile/acme.example/post/3k")
    expect(page.get_by_role("button", name="Make it an embed")).to_be_visible()
    page.keyboard.press("Control+Shift+E")
    assert text(page).startswith(
        "/// embed | https://bsky.app/profile/acme.example/post/3k\n    author: @acme.example\n"
    )
    page.keyboard.press("Control+z")
    paste(page, plain=" ")
    expect(page.get_by_role("button", name="Make it an embed")).to_be_hidden()


def test_the_address_of_a_story_of_ours_is_offered_as_a_related_story(write, live_server):  # noqa: F811
    story = make_live_story(headline="The battery story")
    page = write("Before.\n\n")
    paste(page, plain=live_server.url + story.get_absolute_url())
    page.get_by_role("button", name="Make it a related story").click()
    assert text(page) == f"Before.\n\n/// related | {story.article_id}\n///\n"


@pytest.mark.parametrize("event", ["paste", "drop"])
def test_a_picture_is_uploaded_with_its_words_while_one_writes_on(write, event):  # noqa: F811
    page = write("One.\n\nTwo.", [4, 4])
    paste(page, event, file=list(encode(draw((600, 400)))))
    dialog = page.get_by_role("dialog", name="Choose a picture")
    expect(dialog.get_by_label("Alt text")).to_be_focused()
    expect(page.locator(".cm-coming")).to_be_visible()
    assert text(page) == "One.\n\nTwo."
    dialog.get_by_role("button", name="Upload and use").click()  # without alt text: the dialog comes back and says so
    expect(dialog.get_by_text("Say what the picture shows")).to_be_visible()
    dialog.get_by_label("Alt text").fill("Grey discs")
    dialog.get_by_role("button", name="Upload and use").click()
    expect(dialog).to_be_hidden()
    expect(page.locator(".cm-coming")).to_be_hidden()
    assert text(page) == f"One.\n\n/// figure | {Image.objects.get().pk}\n///\n\nTwo."
    page.keyboard.press("Control+z")
    assert text(page) == "One.\n\nTwo."


def test_a_picture_that_cant_be_sent_leaves_the_text_as_it_was(write):  # noqa: F811
    page = write("One.")
    page.route("**/upload/", lambda route: route.abort())
    paste(page, file=list(encode(draw((60, 40)))))
    dialog = page.get_by_role("dialog", name="Choose a picture")
    dialog.get_by_label("Alt text").fill("Grey discs")
    dialog.get_by_role("button", name="Upload and use").click()
    expect(dialog.get_by_text("The server did not answer")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".cm-coming")).to_be_hidden()
    assert text(page) == "One."
    page.complaints.clear()


def test_what_is_no_picture_is_refused(write):  # noqa: F811
    page = write("One.")
    paste(page, "drop", note="words")
    expect(page.get_by_role("status").filter(has_text="Only pictures")).to_be_visible()
    assert text(page) == "One."
