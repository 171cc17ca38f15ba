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
