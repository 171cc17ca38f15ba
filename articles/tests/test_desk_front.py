import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import desk, slots
from articles.front import arrange
from articles.models import FrontSlot
from articles.tests.factories import make_article, make_live_story
from newsroom.models import LogLine

ADDRESS = "/admin/articles/frontslot/"


def post(client, *articles, **fields):
    before = client.get(ADDRESS).context["form"]["before"].value()
    wanted = {f"slot{n}": article.pk for n, article in enumerate(articles, 1) if article}
    return client.post(ADDRESS, {"before": before, **wanted, **fields})


def test_an_editor_fills_swaps_and_empties_slots(client, editor):
    one, two = make_live_story(headline="One").article, make_live_story(headline="Two").article
    client.force_login(editor)
    post(client, one, None, two)
    assert slots.arrangement() == [one.pk, None, two.pk, None, None]
    assert arrange()["lead"].get_absolute_url() == one.live_edition().get_absolute_url()
    post(client, two, None, one)
    assert slots.arrangement() == [two.pk, None, one.pk, None, None]
    post(client)
    assert not FrontSlot.objects.exists()


def test_each_change_has_its_line_in_the_log(client, editor):
    story = make_live_story(headline="One").article
    client.force_login(editor)
    post(client, None, story)
    post(client)
    lines = LogLine.objects.filter(action__in=["pinned", "unpinned"]).order_by("pk")
    assert [(line.action, line.by, line.label) for line in lines] == [
        ("pinned", editor, "One"),
        ("unpinned", editor, "One"),
    ]
    assert lines[0].reason == "Front page slot: 2"


def test_a_story_that_is_not_live_can_not_be_put_there(client, editor):
    draft = make_article(headline="CANARY")
    client.force_login(editor)
    response = post(client, draft)
    assert "slot1" in response.context["form"].errors
    assert "CANARY" not in response.content.decode()
    with pytest.raises(ValidationError):
        slots.fill([draft.pk, None, None, None, None], by=editor)
    assert not FrontSlot.objects.exists()


def test_a_story_stands_in_one_slot_only(client, editor):
    story = make_live_story().article
    client.force_login(editor)
    assert "slot2" in post(client, story, story).context["form"].errors


def test_a_withdrawn_story_does_not_hinder_saving(client, editor):
    gone, new = make_live_story().article, make_live_story().article
    client.force_login(editor)
    post(client, gone)
    desk.withdraw(gone, by=editor, reason="Wrong.")
    assert post(client, gone, new).status_code == 302
    assert slots.arrangement()[:2] == [gone.pk, new.pk]


def test_an_older_story_than_the_list_shows_can_be_chosen(client, editor, monkeypatch):
    monkeypatch.setattr("articles.admin.front.NEWEST", 1)
    old = make_live_story().article
    make_live_story()
    client.force_login(editor)
    assert post(client, old).status_code == 302
    assert slots.arrangement()[0] == old.pk


def test_who_saves_over_anothers_arrangement_is_told_and_keeps_his_own(client, editor):
    one, two = make_live_story().article, make_live_story().article
    client.force_login(editor)
    response = post(client, one, before="1,2,3,4,5")
    assert "Somebody else has changed the front page" in response.content.decode()
    assert not FrontSlot.objects.exists()
    assert response.context["form"]["slot1"].value() == str(one.pk)
    with pytest.raises(ValidationError):
        slots.fill([two.pk, None, None, None, None], by=editor, before=[one.pk, None, None, None, None])


@pytest.mark.parametrize("value", ["x", "-1", "9" * 30, "1; DROP"])
def test_what_is_no_story_is_refused(client, editor, value):
    client.force_login(editor)
    assert "slot1" in post(client, slot1=value).context["form"].errors


def test_a_writer_may_not_fill_a_slot(client, writer):
    story = make_live_story().article
    with pytest.raises(PermissionDenied):
        slots.fill([story.pk, None, None, None, None], by=writer)
    client.force_login(writer)
    assert client.post(ADDRESS, {"slot1": story.pk}).status_code == 403
    assert not FrontSlot.objects.exists()


def undo(client):
    return client.post(ADDRESS, {"undo": "1"}, follow=True).content.decode()


def test_ones_last_changes_are_taken_back_one_by_one(client, editor):
    one, two = make_live_story().article, make_live_story().article
    client.force_login(editor)
    assert "Undo" not in client.get(ADDRESS).content.decode()
    post(client, one)
    post(client, two, one)
    assert "taken back" in undo(client)
    assert slots.arrangement()[:2] == [one.pk, None]
    assert "Undo" in client.get(ADDRESS).content.decode()
    undo(client)
    assert not FrontSlot.objects.exists()
    assert "nothing to take back" in undo(client)
    assert LogLine.objects.filter(action="unpinned", by=editor).count() == 2


def test_what_somebody_else_changed_is_not_taken_back(client, editor):
    one, two = make_live_story().article, make_live_story().article
    client.force_login(editor)
    post(client, one)
    slots.fill([two.pk, None, None, None, None], by=None)
    assert "Undo" not in client.get(ADDRESS).content.decode()
    assert "changed meanwhile" in undo(client)
    assert slots.arrangement()[0] == two.pk


def test_a_story_that_is_gone_is_not_brought_back_by_undo(client, editor):
    gone = make_live_story().article
    client.force_login(editor)
    post(client, gone)
    post(client)
    desk.withdraw(gone, by=editor, reason="Wrong.")
    assert "not live any more" in undo(client)
    assert not FrontSlot.objects.exists()


def test_a_writer_takes_nothing_back(client, writer):
    client.force_login(writer)
    assert client.post(ADDRESS, {"undo": "1"}).status_code == 403


def test_an_empty_slot_names_the_story_that_stands_there_by_date(client, editor):
    pinned, newest = make_live_story(headline="Pinned").article, make_live_story(headline="Newest of all")
    client.force_login(editor)
    post(client, pinned)
    by_date = [words for _field, words in client.get(ADDRESS).context["slots"]]
    assert by_date == ["", newest.headline, "", "", ""]


@pytest.mark.browser
def test_stories_are_moved_by_keys_and_by_the_mouse(desk_page):
    stories = [make_live_story(headline=f"Story {n}").article for n in range(3)]
    slots.fill([story.pk for story in stories] + [None, None], by=None)
    one, two, three = (story.pk for story in stories)
    desk_page.open(ADDRESS)
    handle = desk_page.get_by_role("button", name="Move: Lead")
    said = desk_page.locator("[data-said]")
    handle.press(" ")
    assert "Story 0" in said.text_content()
    assert "picked up" in said.text_content()
    desk_page.keyboard.press("ArrowDown")
    desk_page.keyboard.press("ArrowDown")
    assert "Slot 3" in said.text_content()
    desk_page.keyboard.press("ArrowUp")
    desk_page.keyboard.press(" ")
    assert "dropped" in said.text_content()
    desk_page.keyboard.press(" ")
    desk_page.keyboard.press("ArrowDown")
    desk_page.keyboard.press("Escape")
    assert "put back" in said.text_content()
    desk_page.get_by_role("button", name="Save").click()
    desk_page.get_by_text("The front page is saved.").wait_for()
    assert slots.arrangement() == [two, one, three, None, None]
    third = desk_page.get_by_role("button", name="Move: Slot 3")
    third.drag_to(desk_page.locator("[data-slot]").first)
    desk_page.get_by_role("button", name="Save").click()
    desk_page.get_by_text("The front page is saved.").wait_for()
    assert slots.arrangement() == [three, two, one, None, None]
    desk_page.get_by_role("button", name="Undo the last change").click()
    desk_page.get_by_text("taken back").wait_for()
    assert slots.arrangement() == [two, one, three, None, None]
