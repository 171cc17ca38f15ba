from datetime import timedelta

from django.utils import timezone

from articles import desk
from articles.models import FrontSlot
from articles.tests.factories import make_article, make_live_story


def arranged(client):
    context = client.get("/").context
    return context["lead"], [story.headline for story in context["top"]], [story.headline for story in context["river"]]


def stories(count):
    now = timezone.now()
    return [make_live_story(headline=f"Story {n}", at=now - timedelta(hours=n)) for n in range(count)]


def test_an_empty_site_has_a_front_page(client, db):
    assert arranged(client) == (None, [], [])


def test_unfilled_slots_go_by_date(client, db):
    stories(7)
    lead, top, river = arranged(client)
    assert lead.headline == "Story 0"
    assert top == ["Story 1", "Story 2", "Story 3", "Story 4"]
    assert river == ["Story 5", "Story 6"]


def test_pinned_stories_hold_their_slots_and_stand_nowhere_else(client, db):
    made = stories(7)
    FrontSlot.objects.create(position=1, article=made[6].article)
    FrontSlot.objects.create(position=3, article=made[5].article)
    lead, top, river = arranged(client)
    assert lead.headline == "Story 6"
    assert top == ["Story 0", "Story 5", "Story 1", "Story 2"]
    assert river == ["Story 3", "Story 4"]


def test_a_slot_with_a_story_that_is_not_live_goes_by_date(client, editor):
    made = stories(2)
    FrontSlot.objects.create(position=1, article=make_article())
    FrontSlot.objects.create(position=2, article=made[0].article)
    desk.withdraw(made[0].article, by=editor, reason="Wrong.")
    assert arranged(client)[0].headline == "Story 1"


def test_the_front_page_leads_on_to_the_archive(client, db):
    stories(40)
    page = client.get("/")
    assert len(page.context["river"]) == 24
    assert client.get(page.context["older_url"]).status_code == 200
