"""The desk never loses a word: servers, networks, sessions, tabs and browsers end in the middle of an edit."""

import os
import re
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.conftest import CAST, PASSWORD

pytestmark = pytest.mark.browser
MAKE = """
from articles import desk
from articles.models import Article, Section
from authors.models import Author
from newsroom.models import User
section, _new = Section.objects.get_or_create(name="Phones", slug="phones")
author, _new = Author.objects.get_or_create(name="Ada Author")
article = Article()
desk.save(article, by=User.objects.get(email="writer@example.com"), headline={headline!r}, dek="Old words.",
    body="First paragraph.\\n\\nSecond paragraph.", section=section, bylines=[(author, "words")])
print("pk", article.pk)
"""
SAVED = re.compile(r"^Saved \d\d:\d\d$")
KEPT = re.compile(r"Draft kept \d\d:\d\d$")


@pytest.fixture
def article(newsroom, request):
    """The address of a fresh draft's form, and what is saved in it: `.path`, `.saved()` gives (standfirst, body)."""
    made = newsroom.manage("shell", "--no-imports", "-c", MAKE.format(headline=request.node.name[:60]))
    pk = re.search(r"pk (\d+)", made)[1]

    class Draft:
        path = f"/admin/articles/article/{pk}/change/"

        @staticmethod
        def run(code):
            opening = (
                f"from articles import desk; from articles.models import Article; a = Article.objects.get(pk={pk}); "
            )
            return newsroom.manage("shell", "--no-imports", "-c", opening + code).strip()

        @classmethod
        def saved(cls):
            return cls.run("print(a.dek); print(a.body)").partition("\n")[::2]

    return Draft


@pytest.fixture
def sign_in(newsroom, browser):
    """Open a browser of one's own, signed in as somebody of the cast; gives its page."""
    contexts = []

    def enter(role="writer", **options):
        contexts.append(browser.new_context(base_url=newsroom.url, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        come_in(page, role)
        return page

    yield enter
    for context in contexts:
        context.close()


def come_in(page, role):
    page.goto("/accounts/login/")
    give_password(page, role)
    page.wait_for_url("**/admin/")


def give_password(page, role):
    page.locator("[name=login]").fill(f"{role}@example.com")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def write(page, words):
    """Type at the end of the standfirst."""
    page.locator("#id_dek").press("Control+End")
    page.keyboard.type(words)


def status(page):
    return page.locator(".write-saved")


def kill_at_once(site):
    """End the server and its workers as a machine that loses its power would."""
    process = site.process
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for pid in [process.pid, *map(int, workers)]:
        os.kill(pid, signal.SIGKILL)
    process.wait()


def test_a_server_killed_while_one_writes_costs_no_word(newsroom, article, sign_in):
    page = sign_in()
    page.goto(article.path)
    write(page, " Before.")
    expect(status(page)).to_have_text(KEPT, timeout=10_000)
    kill_at_once(newsroom)
    write(page, " During.")
    expect(status(page)).to_have_text("Offline: kept in this browser", timeout=20_000)
    newsroom.start()
    expect(status(page)).to_have_text(KEPT, timeout=20_000)
    page.keyboard.press("Control+s")
    expect(status(page)).to_have_text(SAVED)
    assert article.saved()[0] == "Old words. Before. During."


def test_a_server_killed_while_it_saves_saves_once_it_is_back(newsroom, article, sign_in):
    page = sign_in()
    page.goto(article.path)
    write(page, " Saved.")
    worker = int(Path(f"/proc/{newsroom.process.pid}/task/{newsroom.process.pid}/children").read_text().split()[0])
    os.kill(worker, signal.SIGSTOP)  # so that the save is on its way, and unanswered, when it ends
    page.keyboard.press("Control+s")
    expect(status(page)).to_contain_text("Saving")
    time.sleep(0.5)
    kill_at_once(newsroom)
    write(page, " And more.")
    newsroom.start()
    expect(status(page)).to_have_text(SAVED, timeout=20_000)
    assert article.saved()[0] == "Old words. Saved. And more."


def test_a_save_whose_answer_never_came_is_no_conflict_with_what_one_typed_since(newsroom, article, sign_in):
    page = sign_in()
    page.goto(article.path)
    write(page, " Saved and")
    answers = []

    def cut(route):
        if route.request.method == "POST" and not answers:
            answers.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route(f"**{article.path}", cut)
    page.keyboard.press("Control+s")
    expect(status(page)).to_contain_text("Offline")
    write(page, " not heard of.")
    expect(status(page)).to_have_text(SAVED, timeout=20_000)
    assert answers == [200]
    assert article.saved()[0] == "Old words. Saved and not heard of."


def test_a_browser_killed_while_the_server_is_down_has_the_text_when_both_are_back(
    newsroom, article, playwright, tmp_path
):
    def start():
        options = {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS, "base_url": newsroom.url}
        context = playwright.chromium.launch_persistent_context(tmp_path, **options)
        context.set_default_timeout(15_000)
        return context, context.pages[0]

    _context, page = start()
    come_in(page, "writer")
    page.goto(article.path)
    write(page, " Before.")
    expect(status(page)).to_have_text(KEPT, timeout=10_000)
    kill_at_once(newsroom)
    write(page, " Only in the browser.")
    time.sleep(1)
    pids = [
        int(p.parent.name) for p in Path("/proc").glob("[0-9]*/cmdline") if str(tmp_path).encode() in p.read_bytes()
    ]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    assert pids
    newsroom.start()
    _context, page = start()
    page.goto(article.path)
    if "/login/" in page.url:  # the cookie of a session ends with its browser
        give_password(page, "writer")
        page.goto(article.path)
    offer = page.locator(".kept").filter(has_text="Only in the browser.")
    offer.get_by_role("button", name="Use it").click()
    expect(page.locator("#id_dek")).to_have_value("Old words. Before. Only in the browser.")
    assert article.saved()[0] == "Old words."
    page.context.close()


def test_without_a_network_one_goes_on_writing(article, sign_in):
    page = sign_in()
    page.goto(article.path)
    page.context.set_offline(True)
    write(page, " On a train.")
    expect(status(page)).to_have_text("Offline: kept in this browser", timeout=10_000)
    page.context.set_offline(False)
    expect(status(page)).to_have_text(KEPT, timeout=15_000)


def test_without_a_network_a_new_story_stays_open_and_is_saved_once_it_is_back(newsroom, sign_in):
    page = sign_in("editor")
    page.goto("/admin/articles/article/add/")
    page.context.set_offline(True)
    page.locator("#id_headline").fill("Written in a tunnel")
    page.keyboard.press("Control+s")
    expect(status(page)).to_have_text("Offline: kept in this browser")
    expect(page.locator("#id_headline")).to_have_value("Written in a tunnel")
    page.context.set_offline(False)
    expect(page.get_by_text("Saved as a draft.")).to_be_visible(timeout=15_000)
    expect(page.locator("#id_headline")).to_have_value("Written in a tunnel")


def test_without_a_network_a_step_says_that_it_needs_it_and_the_page_stays(article, sign_in):
    page = sign_in()
    page.goto(article.path)
    page.context.set_offline(True)
    page.get_by_role("button", name="Submit").first.click()
    expect(status(page)).to_contain_text("needs the connection")
    page.context.set_offline(False)
    page.get_by_role("button", name="Submit").first.click()
    expect(page.get_by_text("This story lies with the editors.")).to_be_visible()


def test_a_tab_closed_at_once_leaves_its_text(article, sign_in):
    page = sign_in()
    page.goto(article.path)
    write(page, " Closed too soon.")
    time.sleep(0.6)
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto(article.path)
    again.get_by_role("button", name="Use it").click()
    expect(again.locator("#id_dek")).to_have_value("Old words. Closed too soon.")
    again.keyboard.press("Control+s")
    expect(status(again)).to_have_text(SAVED)
    again.goto(article.path)
    expect(again.get_by_role("button", name="Use it")).to_have_count(0)


def test_a_new_story_is_kept_before_its_first_save(newsroom, sign_in):
    page = sign_in("editor")
    page.goto("/admin/articles/article/add/")
    page.locator("#id_headline").fill("A story that was never saved")
    expect(status(page)).to_have_text(KEPT, timeout=10_000)
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto("/admin/articles/article/")
    again.get_by_role("link", name="A story that was never saved").click()
    again.get_by_role("button", name="Use it").click()
    expect(again.locator("#id_headline")).to_have_value("A story that was never saved")
    again.keyboard.press("Control+s")
    expect(again.get_by_text("Saved as a draft.")).to_be_visible()


def test_one_signs_in_again_in_place_and_the_save_goes_on(article, sign_in):
    page = sign_in()
    page.goto(article.path)
    write(page, " After a long lunch.")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog", name="You were signed out")
    expect(dialog.locator("[name=login]")).to_be_focused()
    dialog.locator("[name=login]").fill("writer@example.com")
    dialog.locator("[name=password]").fill("wrong")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert").filter(has_text="not correct")).to_be_visible()
    dialog.locator("[name=login]").fill("writer@example.com")
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(status(page)).to_have_text(SAVED)
    assert article.saved()[0] == "Old words. After a long lunch."


def test_text_is_not_kept_under_somebody_elses_name(article, sign_in):
    page = sign_in()
    page.goto(article.path)
    write(page, " The writer's.")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+s")
    dialog = page.get_by_role("dialog", name="You were signed out")
    dialog.locator("[name=login]").fill("editor@example.com")
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert").filter(has_text="Somebody else is signed in")).to_be_visible()
    assert article.saved()[0] == "Old words."


def test_without_scripts_a_late_form_is_sent_after_signing_in(article, sign_in):
    page = sign_in(java_script_enabled=False)
    page.goto(article.path)
    page.locator("#id_dek").fill("Typed without scripts.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save").click()
    give_password(page, "writer")
    page.get_by_role("button", name="Send it once more").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert article.saved()[0] == "Typed without scripts."


def test_two_people_see_each_other_and_both_their_changes_are_kept(article, sign_in):
    writer, editor = sign_in("writer"), sign_in("editor")
    writer.goto(article.path)
    write(writer, " The writer's.")
    expect(status(writer)).to_have_text(KEPT, timeout=10_000)
    editor.goto(article.path)
    expect(editor.get_by_text(f"{CAST['writer']} is editing, since")).to_be_visible()
    editor.locator("#id_headline").fill("The editor's headline")
    editor.keyboard.press("Control+s")
    expect(status(editor)).to_have_text(SAVED)
    expect(writer.get_by_text(f"{CAST['editor']} saved at")).to_be_visible(timeout=20_000)
    writer.keyboard.press("Control+s")
    expect(writer.get_by_text(f"Saved, together with what {CAST['editor']} had changed")).to_be_visible()
    expect(writer.locator("#id_headline")).to_have_value("The editor's headline")
    assert article.saved()[0] == "Old words. The writer's."


def test_a_true_conflict_is_settled_passage_by_passage(article, sign_in):
    writer, editor = sign_in("writer"), sign_in("editor")
    for page, words in ((writer, "Mine."), (editor, "Theirs.")):
        page.goto(article.path)
        page.locator("#id_dek").fill(words)
    editor.keyboard.press("Control+s")
    expect(status(editor)).to_have_text(SAVED)
    writer.keyboard.press("Control+s")
    expect(writer.get_by_role("heading", name="Put two versions together")).to_be_visible()
    writer.get_by_role("radio", name="In other words").check()
    writer.get_by_role("textbox", name="In other words").fill("Ours.")
    writer.get_by_role("button", name="Save it like this").click()
    expect(writer.get_by_text("Saved, put together as you chose.")).to_be_visible()
    expect(writer.get_by_role("button", name="Use it")).to_have_count(0)
    assert article.saved()[0] == "Ours."


def test_a_schedule_that_fires_while_one_writes_is_no_conflict(article, sign_in):
    page = sign_in("editor")
    page.goto(article.path)
    write(page, " Typed before it went live,")
    article.run(
        "from datetime import timedelta; from django.utils import timezone; "
        "desk.publish(a, by=None, at=timezone.now() + timedelta(seconds=1))"
    )
    time.sleep(1.2)
    write(page, " and after.")
    page.keyboard.press("Control+s")
    expect(status(page)).to_have_text(SAVED)
    expect(page.locator(".write-standing").get_by_text("Live", exact=True)).to_be_visible()
    assert article.saved()[0] == "Old words. Typed before it went live, and after."


def test_a_mistake_is_told_at_its_field_and_the_page_stays(article, sign_in):
    page = sign_in()
    page.goto(article.path)
    page.locator("#id_headline").fill("H" * 251)
    page.keyboard.press("Control+s")
    expect(page.locator(".field-headline .errorlist")).to_contain_text("250")
    expect(page.locator("#id_headline")).to_be_focused()
    page.locator("#id_headline").fill("Short")
    page.keyboard.press("Control+s")
    expect(status(page)).to_have_text(SAVED)
    expect(page.locator(".field-headline .errorlist")).to_have_count(0)
