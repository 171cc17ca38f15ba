"""What the article form's scripts add, in a real browser, under the site's own content security policy."""

import io
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Picture
from playwright.sync_api import expect

from articles import desk
from articles.models import Article, Tag
from articles.tests.desk_form import LIST, address
from articles.tests.factories import make_article, make_author, make_image, make_live_story, make_section, make_user
from images import library

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).resolve().parents[2] / "tests" / "vendor" / "axe.min.js").read_text()


def test_the_preview_follows_what_is_typed_and_names_mistakes_with_their_line(desk_page):
    article = make_article(hero=make_image())
    desk_page.open(address(article))
    desk_page.get_by_role("tab", name="Preview").click()
    frame = desk_page.frame_locator("iframe[data-preview]")
    expect(frame.get_by_role("heading", level=1)).to_have_text(article.headline)
    desk_page.locator("#id_headline").fill("Typed just now")
    desk_page.locator("#id_body").fill("Some **words**.\n\n/// nosuch\n///\n")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Typed just now")
    expect(frame.locator("strong", has_text="words")).to_be_visible()
    mistake = desk_page.get_by_role("button", name=re.compile("Line 3"))
    mistake.click()
    selected = desk_page.locator("#id_body").evaluate(
        "(area) => area.value.slice(area.selectionStart, area.selectionEnd)"
    )
    assert selected == "/// nosuch"
    article.refresh_from_db()
    assert article.headline != "Typed just now"


def test_a_story_that_can_only_be_read_is_previewed_as_it_was_saved(live_server, page, client, transactional_db):
    writer = make_user("writer")
    article = make_article(owner=writer, headline="Handed in")
    desk.submit(article, by=writer)
    client.force_login(writer)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(live_server.url + address(article))
    expect(page.locator("#id_headline")).not_to_be_editable()
    page.get_by_role("tab", name="Preview").click()
    frame = page.frame_locator("iframe[data-preview]")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Handed in")


def test_words_typed_for_a_picture_that_was_there_become_the_storys_own(desk_page):
    file = io.BytesIO()
    Picture.new("RGB", (640, 360), "teal").save(file, "PNG")
    image = library.add(ContentFile(file.getvalue(), name="first.png"), alt="What the library says")
    desk_page.open(address(make_article()))
    desk_page.get_by_role("button", name="Choose or upload").click()
    dialog = desk_page.get_by_role("dialog")
    dialog.get_by_role("button", name="Upload", exact=True).click()
    upload = {"name": "again.png", "mimeType": "image/png", "buffer": file.getvalue()}
    dialog.locator("input[type=file]").set_input_files(upload)
    dialog.get_by_label("Alt text").fill("What the story says")
    dialog.get_by_role("button", name="Upload and use").click()
    expect(desk_page.get_by_role("status").filter(has_text="keeps its words there")).to_be_visible()
    expect(desk_page.locator("#id_hero_alt")).to_have_value("What the story says")
    image.refresh_from_db()
    assert image.alt == "What the library says"


def test_a_problem_steps_back_when_its_field_is_filled(desk_page):
    section = make_section()
    desk_page.open(address(make_article(section=None)))
    problem = desk_page.get_by_text("Choose a section.")
    expect(problem).to_be_visible()
    desk_page.locator("#id_section").select_option(str(section.pk))
    expect(problem).to_be_hidden()


def test_bylines_are_added_moved_and_removed_by_keyboard(desk_page):
    first, second, third = (make_author(name=name) for name in ("Ada", "Bea", "Cem"))
    article = make_article(bylines=[(first, "words"), (second, "photos")])
    desk_page.open(address(article))
    rows = desk_page.locator(".byline-row")
    expect(rows).to_have_count(2)
    rows.nth(1).get_by_role("button", name="Move up").press("Enter")
    desk_page.get_by_role("button", name="Add a byline").press("Enter")
    expect(rows.nth(2).get_by_label("Author")).to_be_focused()
    rows.nth(2).get_by_label("Author").select_option("Cem")
    rows.nth(2).get_by_label("Role").select_option("Editing")
    rows.nth(1).get_by_role("button", name="Remove").press("Enter")
    desk_page.keyboard.press("Control+s")
    expect(desk_page.locator(".write-saved")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    assert [(line.author, line.role) for line in article.bylines.all()] == [(second, "photos"), (third, "editing")]


def test_tags_and_related_stories_are_suggested(desk_page):
    Tag.objects.create(name="Batteries", slug="batteries")
    one, two = make_live_story(headline="The battery story"), make_live_story(headline="The charger story")
    article = make_article(tags=["chips"])
    desk_page.open(address(article))
    desk_page.get_by_label("Tags").fill("chips, batt")
    desk_page.get_by_role("option", name="Batteries").wait_for()
    desk_page.keyboard.press("ArrowDown")
    desk_page.keyboard.press("Enter")
    expect(desk_page.get_by_label("Tags")).to_have_value("chips, Batteries, ")
    for words, headline in (("battery", "The battery story"), ("charger", "The charger story")):
        desk_page.get_by_label("Related stories").fill(words)
        desk_page.get_by_role("option", name=re.compile(headline)).click()
    desk_page.locator(".picked li").nth(1).get_by_role("button", name="Move up").click()
    desk_page.get_by_role("button", name="Save").click()
    expect(desk_page.locator(".write-saved")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    article.refresh_from_db()
    assert article.related_pins == [two.article_id, one.article_id]
    assert sorted(article.tags.names()) == ["Batteries", "chips"]
    expect(desk_page.locator(".picked li").first).to_contain_text("The charger story")


def test_leaving_with_unsaved_words_asks_first(desk_page):
    desk_page.open(address(make_article()))
    desk_page.locator("#id_headline").fill("Unsaved")
    asked = []
    desk_page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk_page.open(LIST)
    assert asked == ["beforeunload"]


def test_two_quick_presses_begin_one_article(desk_page):
    desk_page.open(f"{LIST}add/")
    desk_page.locator("#id_headline").fill("Once")
    desk_page.get_by_role("button", name="Save").dblclick()
    expect(desk_page.get_by_text("Saved as a draft.")).to_be_visible()
    assert Article.objects.count() == 1


def test_all_works_without_scripts(browser, live_server, client, transactional_db):
    client.force_login(make_user("editor"))
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    author, section, pin = make_author(name="Ada"), make_section(name="Phones"), make_live_story()
    page.goto(f"{LIST}add/")
    page.locator("#id_headline").fill("By hand")
    page.locator("#id_body").fill("Text.")
    page.get_by_label("Section").select_option("Phones")
    page.get_by_label("Author").nth(1).select_option("Ada")
    page.get_by_label("Tags").fill("one, two")
    page.get_by_label("Related stories").fill(pin.get_absolute_url())
    with context.expect_page() as preview:
        page.get_by_text("More", exact=True).click()
        page.get_by_role("button", name="Preview in a tab").click()
    expect(preview.value.get_by_role("heading", level=1)).to_have_text("By hand")
    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("button", name="Publish", exact=False).click()
    article = Article.objects.get(headline="By hand")
    assert article.live_edition().section == section
    assert [line.author for line in article.bylines.all()] == [author]
    assert article.related_pins == [pin.article_id]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_the_articles_desk(desk_page, scheme, width):
    live, draft = make_live_story(hero=make_image()).article, make_article(headline="", section=None)
    desk.save(live, by=None, headline="Newer", body="Newer.\n\n/// nosuch\n///")
    desk.submit(draft, by=None)
    pages = [address(live, page) for page in ("change", "publish", "hotfix", "withdraw", "retract", "history", "links")]
    pages += [address(draft, page) for page in ("change", "return", "approve", "publish")]
    pages += [LIST, f"{LIST}?q=nothing", f"{LIST}add/", "/admin/articles/frontslot/", "/admin/articles/section/add/"]
    desk_page.set_viewport_size({"width": width, "height": 900})
    desk_page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for path in pages:
        desk_page.open(path)
        desk_page.wait_for_load_state("networkidle")
        wider = desk_page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert desk_page.complaints == []
        desk_page.evaluate(AXE)  # whose own style element the policy refuses, which the console then names
        violations = desk_page.evaluate("async () => (await axe.run({exclude: ['iframe']})).violations")
        lines = [f"{v['id']}: {node['target']}" for v in violations for node in v["nodes"]]
        desk_page.complaints.clear()
        if lines or wider:
            found[path] = lines + ["wider than the screen"] * wider
    assert found == {}
