"""The plan in a real browser: dragged, moved by keys, and looked over for barriers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import desk
from articles.models import Article
from articles.tests.factories import make_article, make_live_story
from tests.test_accessibility import AXE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DUE = timezone.now().replace(day=15, hour=12, minute=0, second=0, microsecond=0)


def due_at(article):
    return Article.objects.get(pk=article.pk).due_at


def state_of(article):
    return Article.objects.get(pk=article.pk).state


def open_calendar(desk_page, article):
    desk_page.open("/admin/planning/")
    return desk_page.locator(f"[data-what=due-{article.pk}]")


def test_a_story_is_dragged_to_another_day_and_back(desk_page):
    article = desk.plan(make_article(headline="Chips"), by=None, due_at=DUE)
    entry = open_calendar(desk_page, article)
    target = DUE + timedelta(days=2)
    entry.drag_to(desk_page.locator(f"[data-day='{target:%Y-%m-%d}']"))
    desk_page.get_by_text("Moved: “Chips”").wait_for()
    assert due_at(article) == target
    desk_page.get_by_role("button", name="Undo").click()
    desk_page.get_by_text("Back again: “Chips”").wait_for()
    assert due_at(article) == DUE


def test_a_story_is_moved_by_keys_and_keeps_the_cursor(desk_page):
    article = desk.plan(make_article(headline="Chips"), by=None, due_at=DUE)
    open_calendar(desk_page, article).locator(".plan-open").focus()
    for key, days in (("ArrowRight", 1), ("ArrowDown", 8), ("ArrowLeft", 7)):
        desk_page.keyboard.press(f"Shift+{key}")
        desk_page.locator(f"[data-day='{DUE + timedelta(days=days):%Y-%m-%d}'] [data-what]").wait_for()
        assert desk_page.evaluate("document.activeElement.id") == f"due-{article.pk}"
    assert due_at(article) == DUE + timedelta(days=7)


def test_a_card_is_dropped_only_where_a_verb_leads(desk_page):
    article = make_article(headline="Chips")
    desk_page.open("/admin/planning/board/")
    card = desk_page.locator(f"[data-card='{article.pk}']")
    card.drag_to(desk_page.locator("[data-column=ready]"))
    assert state_of(article) == "draft"
    card.drag_to(desk_page.locator("[data-column=review]"))
    desk_page.locator(f"[data-column=review] [data-card='{article.pk}']").wait_for()
    assert state_of(article) == "review"


def test_a_card_dropped_on_live_only_leads_to_the_page_that_publishes(desk_page):
    article = make_article(headline="Chips")
    desk_page.open("/admin/planning/board/")
    desk_page.locator(f"[data-card='{article.pk}']").drag_to(desk_page.locator("[data-column=live]"))
    desk_page.wait_for_url(f"**/{article.pk}/publish/")
    assert article.live_edition() is None


def test_to_return_a_card_asks_why_over_the_board(desk_page):
    article = make_article(headline="Chips")
    desk.submit(article, by=None)
    desk_page.open("/admin/planning/board/")
    desk_page.locator(f"[data-card='{article.pk}']").drag_to(desk_page.locator("[data-column=draft]"))
    desk_page.get_by_label("What has to be mended").fill("Who says so?")
    desk_page.get_by_role("button", name="Return", exact=True).click()
    desk_page.locator(f"[data-column=draft] [data-card='{article.pk}']").wait_for()
    assert state_of(article) == "draft"


def test_a_menu_moves_a_card_by_keys(desk_page):
    article = make_article(headline="Chips")
    desk_page.open("/admin/planning/board/")
    desk_page.locator(f"[data-card='{article.pk}'] summary").focus()
    desk_page.keyboard.press("Enter")
    desk_page.keyboard.press("Tab")
    desk_page.keyboard.press("Enter")
    desk_page.locator(f"[data-column=review] [data-card='{article.pk}']").wait_for()
    assert desk_page.evaluate("document.activeElement.id") == f"card-{article.pk}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "?week", "board/", "budget/", "feed/"])
def test_axe_finds_nothing(desk_page, path, scheme):
    now = timezone.now()
    desk.plan(make_article(headline="Late"), by=None, due_at=now - timedelta(hours=1), planned_at=now)
    make_live_story(headline="Later", at=now + timedelta(hours=1))
    make_live_story(headline="Live")
    desk.submit(make_article(headline="Waits"), by=None)
    desk_page.emulate_media(color_scheme=scheme)
    for width in (1280, 390):
        desk_page.set_viewport_size({"width": width, "height": 844})
        desk_page.open(f"/admin/planning/{path}")
        assert desk_page.complaints == []
        desk_page.evaluate(AXE)  # whose own style element the policy refuses, which the console then names
        found = desk_page.evaluate("async () => (await axe.run()).violations")
        desk_page.complaints.clear()
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
        assert desk_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
