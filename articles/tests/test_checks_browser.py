"""The checks follow typing and lead to their place; a snippet goes in at the cursor."""

from pathlib import Path

import pytest

from articles import desk
from articles.models import Snippet, Template
from articles.tests.desk_form import LIST, address
from articles.tests.factories import make_article, make_image

pytestmark = pytest.mark.browser
AXE = (Path(__file__).resolve().parents[2] / "tests" / "vendor" / "axe.min.js").read_text()


def test_the_checks_follow_typing_and_lead_to_the_line(desk_page):
    article = make_article(hero=make_image(), body="First.\n\nSecond.\n\nThird.")
    desk_page.open(address(article))
    desk_page.locator(".cm-editor").wait_for()
    assert desk_page.locator("[data-warnings]").count() == 0
    desk_page.evaluate("document.getElementById('article-form').editor.replace(8, 15, 'TK')")
    link = desk_page.locator("[data-warnings] [data-line='3']")
    link.click()
    editor = "document.getElementById('article-form').editor"
    assert desk_page.evaluate(f"{editor}.text.slice({editor}.selection.from, {editor}.selection.to)") == "TK"
    desk_page.keyboard.type("Done")
    link.wait_for(state="detached")


def test_a_link_of_the_publish_page_leads_to_the_line(desk_page):
    article = make_article(hero=make_image(), body="First.\n\nTK")
    desk_page.open(address(article, "publish"))
    desk_page.locator("[data-warnings] [data-line='3']").click()
    desk_page.locator(".cm-editor.cm-focused").wait_for()
    assert desk_page.evaluate("document.getElementById('article-form').editor.selection.from") == 8


def test_the_search_result_and_the_card_follow_typing(desk_page):
    article = make_article(hero=make_image())
    desk_page.open(address(article))
    desk_page.locator("#tab-preview").click()
    desk_page.locator("#id_headline").fill("A new headline")
    for place in ("[data-result]", "[data-card]"):
        desk_page.locator(place, has_text="A new headline").wait_for()
    assert desk_page.locator("[data-card] img").count() == 1


def test_a_snippet_goes_in_by_keys_alone_and_undo_takes_it_out(desk_page):
    Snippet.objects.create(name="Tips", text="Write to **us**.")
    article = make_article(body="First.")
    desk_page.open(address(article))
    desk_page.locator(".cm-editor").wait_for()
    text = "document.getElementById('article-form').editor.text"
    desk_page.evaluate("document.getElementById('article-form').editor.select(6)")
    desk_page.evaluate("document.getElementById('article-form').editor.focus()")
    desk_page.keyboard.press("Control+Shift+S")
    desk_page.keyboard.press("Enter")
    assert "Write to **us**." in desk_page.evaluate(text)
    desk_page.keyboard.press("Control+z")
    assert desk_page.evaluate(text) == "First."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_checks_cards_snippets_trash_and_list(desk_page, scheme):
    desk_page.emulate_media(color_scheme=scheme)
    Snippet.objects.create(name="Tips", text="Write to **us**.")
    Template.objects.create(name="Review")
    article, gone = make_article(headline="x" * 70, body="TK"), make_article()
    desk.trash(gone, by=None)
    for path in (f"{LIST}trash/", f"{LIST}add/", LIST, address(article, "publish"), address(article)):
        desk_page.open(path)
        if path == LIST:
            desk_page.locator(".action-select").first.check()
        if path == address(article):
            desk_page.locator("[data-snippets] summary").click()
            desk_page.locator("#tab-preview").click()
            desk_page.locator("[data-card]").wait_for()
        assert _violations(desk_page) == [], path


def _violations(page):
    page.wait_for_load_state("networkidle")
    assert page.complaints == []
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run({exclude: ['iframe']})).violations")
    page.complaints.clear()  # of axe's own style element, which the policy refuses
    return [(one["id"], one["nodes"][0]["html"]) for one in found]
