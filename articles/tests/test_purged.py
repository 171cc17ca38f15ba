"""What the desk's verbs purge, and in how many rows. That it suffices is for tests/test_exactness.py to say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import desk, moments
from articles.models import Tag
from articles.tests.factories import make_article, make_author, make_live_story, make_section
from newsroom.models import Purge

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    make_live_story(tags=["Chips"])
    story = make_live_story(tags=["Chips"], section=make_section(), bylines=[(make_author(), "words")])
    make_live_story(tags=["Chips"])
    Purge.objects.all().delete()
    return story


def purged():
    """(tags, hard) of the one row that there is."""
    row = Purge.objects.get()
    return set(row.tags), row.hard


def month_and_year():
    return {f"month:{timezone.now():%Y-%m}", f"year:{timezone.now():%Y}"}


def in_an_hour():
    return timezone.now() + timedelta(hours=1)


def every_list(story):
    tag, author = story.tags.get(), story.bylines.get().author
    lists = {"front", f"in-section:{story.section_id}", f"with-tag:{tag.pk}", f"by-author:{author.pk}"}
    return lists | month_and_year() | {f"story:{story.article_id}", "latest", "schedule"}


def test_a_typo_goes_to_the_pages_that_print_the_story_and_no_further(story, editor):
    desk.save(story.article, by=editor, headline="A typo less")
    assert not Purge.objects.exists()
    desk.publish(story.article, by=editor, change="typo")
    assert purged() == ({f"story:{story.article_id}", "latest", "schedule"}, False)


def test_a_correction_also_goes_to_the_page_of_corrections(story, editor):
    desk.publish(story.article, by=editor, change="correction", note="It was May.")
    assert purged() == ({f"story:{story.article_id}", "latest", "schedule", "corrections"}, False)


def test_another_section_purges_the_old_list_and_the_new_one(story, editor):
    old, new = story.section_id, make_section()
    desk.save(story.article, by=editor, section=new)
    Purge.objects.all().delete()
    desk.publish(story.article, by=editor, change="update")
    tags, _hard = purged()
    assert {f"in-section:{old}", f"in-section:{new.pk}", *month_and_year()} <= tags
    assert not {"front", f"with-tag:{story.tags.get().pk}"} & tags


def test_a_new_story_purges_all_its_lists_in_one_row(editor):
    article = make_article(section=make_section(), tags=["Solar"])
    Purge.objects.all().delete()
    story = desk.publish(article, by=editor)
    assert purged() == (every_list(story), False)


def test_a_new_story_purges_those_that_it_is_related_to(story, editor):
    article = make_article(tags=["Chips"])
    Purge.objects.all().delete()
    desk.publish(article, by=editor)
    assert f"story:{story.article_id}" in purged()[0]


def test_a_withdrawal_is_hard_and_a_scheduled_one_is_not_yet(story, editor):
    desk.withdraw(story.article, by=editor, at=in_an_hour(), reason="Old.")
    assert purged() == (every_list(story), False)
    Purge.objects.all().delete()
    desk.withdraw(story.article, by=editor, reason="Wrong.")
    assert purged() == (every_list(story), True)


def test_a_retraction_is_hard(story, editor):
    desk.retract(story.article, by=editor, reason="Made up.")
    assert purged()[1]


def test_a_new_tag_of_a_draft_purges_nothing():
    Tag.objects.create(name="Unheard of")
    assert not Purge.objects.exists()


def test_the_next_moment_is_that_of_the_edition_that_begins_or_ends_next(story, editor):
    assert moments.coming() is None
    end, begin = in_an_hour() + timedelta(hours=1), in_an_hour()
    desk.withdraw(story.article, by=editor, at=end, reason="Old.")
    assert moments.coming() == end
    coming = desk.publish(make_article(tags=["Solar"]), by=editor, at=begin)
    assert moments.coming() == begin
    desk.cancel(coming.article, by=editor)
    assert moments.coming() == end


@pytest.mark.django_db(transaction=True)
def test_a_moment_that_has_passed_gives_way_to_the_next_without_a_query(
    story, editor, monkeypatch, django_assert_num_queries
):
    begin = in_an_hour()
    desk.publish(make_article(tags=["Solar"]), by=editor, at=begin)
    desk.withdraw(story.article, by=editor, at=begin + timedelta(hours=1), reason="Old.")
    assert moments.coming() == begin
    monkeypatch.setattr(timezone, "now", lambda: begin)
    with django_assert_num_queries(0):
        assert moments.coming() == begin + timedelta(hours=1)


def test_what_the_clock_changed_is_told_with_what_went_away(story, editor):
    now, begin = timezone.now(), in_an_hour()
    coming = desk.publish(make_article(tags=["Solar"]), by=editor, at=begin)
    desk.withdraw(story.article, by=editor, at=begin, reason="Old.")
    assert moments.passed(now, now + timedelta(minutes=1)) == (set(), set())
    tags, gone = moments.passed(now, begin)
    assert {f"story:{story.article_id}", f"story:{coming.article_id}", "latest", "front"} <= tags
    assert f"story:{story.article_id}" in gone and f"story:{coming.article_id}" not in gone
