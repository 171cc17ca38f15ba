"""Writing in the desk's editor, in a real browser, under the site's own content security policy."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from articles.tests.desk_form import address
from articles.tests.factories import make_article, make_live_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SELECT = """([from, to]) => {
    const { editor } = document.getElementById('article-form');
    editor.focus();
    editor.select(from, to);
}"""


@pytest.fixture
def write(desk_page):
    """Open an article with a text, the cursor at its end or a part of it selected. Gives the page."""

    def open_it(body="", selected=None):
        desk_page.open(address(make_article(body=body)))
        desk_page.wait_for_selector(".cm-content")
        desk_page.evaluate(SELECT, selected or [len(body), len(body)])
        return desk_page

    return open_it


def text(page):
    return page.locator("#id_body").input_value()


def press(page, name):
    page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()


def insert(page, name):
    press(page, "Insert")
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize(
    ("button", "key", "written"),
    [
        ("Bold", "Control+b", "one **two**"),
        ("Italic", "Control+i", "one *two*"),
        ("Code", "Control+e", "one `two`"),
        ("Heading", "Control+Shift+2", "## one two"),
        ("Smaller heading", "Control+Shift+3", "### one two"),
        ("List", "Control+Shift+8", "- one two"),
        ("Numbered list", "Control+Shift+7", "1. one two"),
        ("Quote", "Control+Shift+9", "> one two"),
    ],
)
def test_a_button_and_its_key_write_the_same_take_it_back_and_can_be_undone(write, button, key, written):
    page = write("one two", [4, 7])
    press(page, button)
    assert text(page) == written
    page.keyboard.press(key)
    assert text(page) == "one two"
    page.keyboard.press("Control+z")
    assert text(page) == written
    page.keyboard.press("Control+z")
    assert text(page) == "one two"


@pytest.mark.parametrize(
    ("key", "written"),
    [("Control+b", "So **bold** on"), ("Control+i", "So *bold* on"), ("Control+e", "So `bold` on")],
)
def test_the_key_that_began_the_emphasis_ends_it(write, key, written):
    page = write("So ")
    page.keyboard.press(key)
    page.keyboard.type("bold")
    page.keyboard.press(key)
    page.keyboard.type(" on")
    assert text(page) == written


@pytest.mark.parametrize(
    ("button", "key", "written"),
    [
        ("Pull quote", "Control+Shift+5", "Before\n\n/// pullquote\nwords\n///\n"),
        ("Quote with its source", "Control+Shift+0", "Before\n\n/// quote | Who said it, where\nwords\n///\n"),
        ("Embed", "Control+Shift+E", "Before\n\n/// embed | https://\n    author: \n    date: \n\nwords\n///\n"),
        ("Code on lines of its own", "Control+Shift+6", "Before\n\n```\nwords\n```\n"),
        ("Break", "Control+Shift+Enter", "Before\n\n---\n"),
        (
            "Table",
            "Control+Shift+4",
            "Before\n\nColumn 1 | Column 2\n---------|---------\n…        | …\n…        | …\n",
        ),
        ("Footnote", "Control+Shift+1", "Before words[^1]\n\n[^1]: \n"),
    ],
)
def test_a_block_goes_on_lines_of_its_own_by_menu_and_by_key(write, button, key, written):
    page = write("Before words", [7, 12])
    insert(page, button)
    assert text(page).replace("Before \n", "Before\n") == written
    page.keyboard.press("Control+z")
    page.evaluate(SELECT, [7, 12])
    page.keyboard.press(key)
    assert text(page).replace("Before \n", "Before\n") == written


@pytest.mark.parametrize(
    "around",
    ["/// pullquote\nwords\n///", "/// embed | https://a.example\n    date: \n\nwords\n///", "a | b\n--|--\nwords | d"],
)
def test_a_block_goes_below_the_one_in_which_the_cursor_stands(write, around):
    place = around.index("words") + 2
    page = write(f"{around}\n\nAfter", [place, place])
    page.keyboard.press("Control+Shift+5")
    begun = f"{around}\n\n/// pullquote\n"
    assert text(page).startswith(begun)
    assert text(page).endswith("\n///\n\nAfter")


def test_a_heading_below_a_list_has_an_empty_line_before_it(write):
    page = write("- one\nTwo")
    page.keyboard.press("Control+Shift+2")
    assert text(page) == "- one\n\n## Two"


def test_a_text_without_words_takes_no_minutes(write):
    page = write("")
    expect(page.locator("[data-counts]")).to_have_text("0 words")


def test_what_is_typed_is_in_the_field_at_once_and_is_saved(write):
    page = write("Old.")
    page.keyboard.type(" New.")
    assert text(page) == "Old. New."
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
    page.wait_for_timeout(300)
    assert Article.objects.get().body == "Old. New."


def test_enter_goes_on_with_a_list_and_ends_it(write):
    page = write("1. one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Then.")
    assert text(page) == "1. one\n2. two\nThen."


def test_quotation_marks_become_curly_and_undo_gives_the_plain_one(write):
    page = write()
    page.keyboard.type('"It\'s 6.1" wide" ')
    assert text(page) == '“It’s 6.1" wide” '
    page.keyboard.type('"')
    page.keyboard.press("Control+z")
    assert text(page) == '“It’s 6.1" wide” "'


@pytest.mark.parametrize(
    "before",
    ["```\ncode ", "`code ", "[a](https://example.org/", "/// embed | https://x.com/a/status/1\n    author: A\n\n"],
)
def test_in_code_addresses_and_posts_they_stay_plain(write, before):
    page = write(before)
    page.keyboard.type('"')
    assert text(page) == before + '"'


def test_another_script_writes_into_the_same_history(write):
    page = write("one")
    page.keyboard.type(" two")
    page.evaluate("document.getElementById('article-form').editor.insert(' three')")
    page.evaluate("document.getElementById('id_body').value = 'all new'")
    assert text(page) == "all new"
    page.keyboard.press("Control+z")
    assert text(page) == "one two three"
    page.keyboard.press("Control+z")
    assert text(page) == "one two"
    page.keyboard.press("Control+z")
    assert text(page) == "one"


def test_find_counts_goes_round_and_replaces_everything_in_one_step(write):
    page = write("cat dog cat\nCat", [0, 0])
    page.keyboard.press("Control+f")
    page.keyboard.type("cat")
    panel = page.get_by_role("search", name="Find and replace")
    expect(panel.get_by_role("status")).to_have_text("3 found")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("1 of 3")
    panel.get_by_role("button", name="Capitals matter").click()
    expect(panel.get_by_role("status")).to_contain_text("2")
    panel.get_by_label("Replace by").fill("cow")
    panel.get_by_role("button", name="All").click()
    assert text(page) == "cow dog cow\nCat"
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("Control+z")
    assert text(page) == "cat dog cat\nCat"


def test_the_link_picker_finds_stories_takes_addresses_and_changes_a_link(write):
    story = make_live_story(headline="The battery story")
    page = write("see this", [4, 8])
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_label("Story or address").fill("battery")
    page.get_by_role("option", name="The battery story").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert text(page) == f"see [this]({story.get_absolute_url()})"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Story or address")).to_have_value(story.get_absolute_url())
    page.get_by_label("Story or address").fill("nonsense")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_text("Choose a story, or type an address")).to_be_visible()
    page.get_by_label("Story or address").fill("https://example.org/a?utm_source=x&id=2")
    page.keyboard.press("Enter")
    assert text(page) == "see [this](https://example.org/a?id=2)"


def test_a_related_story_is_searched_and_set_by_its_number(write):
    story = make_live_story(headline="The battery story")
    page = write("Words.")
    insert(page, "Related story")
    page.get_by_role("option", name="The battery story").click()
    assert text(page) == f"Words.\n\n/// related | {story.article_id}\n///\n"


def test_focus_shows_the_text_alone_is_remembered_and_left_by_escape(write):
    page = write("One paragraph.\n\nAnother.")
    press(page, "Focus")
    expect(page.locator("#id_headline")).to_be_hidden()
    expect(page.locator(".cm-bright")).to_have_text("Another.")
    page.reload()
    expect(page.locator("#id_headline")).to_be_hidden()
    page.locator(".cm-content").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#id_headline")).to_be_visible()


def test_the_words_are_counted_while_one_writes_and_of_a_selection(write):
    page = write("One two three.")
    counts = page.locator("[data-counts]")
    expect(counts).to_have_text("3 words, 1 min to read")
    page.keyboard.type(" Four **five**.")
    expect(counts).to_have_text("5 words, 1 min to read")
    page.evaluate(SELECT, [0, 7])
    expect(counts).to_have_text("5 words, 1 min to read · 2 selected")


def test_all_is_reached_and_left_by_keyboard_and_every_key_is_listed(write):
    page = write("Words.")
    page.keyboard.press("Control+/")
    dialog = page.get_by_role("dialog", name="Keys")
    for button in page.locator("[data-act]").all():
        words, key = button.get_attribute("title").rstrip(")").split(" (")
        expect(
            dialog.locator("div", has=page.get_by_text(words, exact=True)).get_by_text(key, exact=True)
        ).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    content = page.get_by_role("textbox", name="Body")
    expect(content).to_be_focused()
    page.keyboard.press("Tab")
    expect(content).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(content).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('[role=toolbar]'))")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.act") == "italic"


def test_words_in_the_making_of_an_input_method_arrive_whole(write):
    page = write("日")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "ほ", "selectionStart": 1, "selectionEnd": 1})
    session.send("Input.imeSetComposition", {"text": "ほん", "selectionStart": 2, "selectionEnd": 2})
    session.send("Input.insertText", {"text": "本"})
    assert text(page) == "日本"


def test_text_and_preview_scroll_in_step_and_nothing_jumps_while_one_writes(write):
    page = write("\n\n".join(f"## Part {part}\n\n{'Words of it. ' * 40}" for part in range(30)), [0, 0])
    page.get_by_role("tab", name="Preview").click()
    frame = page.frame_locator("iframe[data-preview]")
    expect(frame.locator("[data-line]").first).to_be_attached()
    # The frame runs no script, so the page around it measures.
    far = """() => [...document.querySelector("iframe[data-preview]").contentDocument.querySelectorAll("h2")]
        .find((heading) => heading.textContent.startsWith("Part 15")).getBoundingClientRect().top"""
    page.evaluate("document.getElementById('article-form').editor.goToLine(61)")
    page.wait_for_timeout(500)
    before = page.evaluate(far)
    assert -200 < before < 700
    page.keyboard.press("End")
    page.keyboard.type(" more")
    expect(frame.get_by_role("heading", name="Part 15 more")).to_be_attached()
    assert abs(page.evaluate(far) - before) < 40
    page.mouse.move(1_000, 600)
    page.mouse.wheel(0, 20_000)
    page.wait_for_timeout(800)
    assert page.evaluate("scrollY + innerHeight") > page.evaluate("document.documentElement.scrollHeight") * 0.8


def test_the_hot_fix_has_the_editor_too_and_publishes_what_stands_in_it(desk_page):
    story = make_live_story(body="Teh company.").article
    desk_page.open(address(story, "hotfix"))
    content = desk_page.locator(".cm-content")
    content.click()
    desk_page.keyboard.press("Control+a")
    desk_page.keyboard.type("The company.")
    assert desk_page.locator("#id_body").input_value() == "The company."
