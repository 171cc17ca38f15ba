from datetime import timedelta

import pytest
from django.utils import timezone

from articles import desk, related
from articles.models import Edition
from articles.tests.factories import make_live_story, make_section

AUTHORS_AND_SECTIONS = 2  # in a transaction they are loaded anew


def headlines(edition):
    return [story.headline for story in related.of(edition)]


@pytest.fixture
def section(db):
    return make_section()


def test_a_rare_tag_counts_more_than_a_common_one(section):
    for n in range(8):
        make_live_story(headline=f"Common {n}", tags=["Acme"])
    make_live_story(headline="Rare", tags=["Lidar"])
    story = make_live_story(tags=["Acme", "Lidar"])
    assert headlines(story)[0] == "Rare"
    assert len(headlines(story)) == related.SHOWN


def test_the_same_section_and_a_near_date_count_too(section):
    now = timezone.now()
    make_live_story(headline="Elsewhere", tags=["Acme"])
    make_live_story(headline="Old", tags=["Acme"], section=section, at=now - timedelta(days=900))
    make_live_story(headline="Near", tags=["Acme"], section=section)
    story = make_live_story(tags=["Acme"], section=section)
    assert headlines(story) == ["Near", "Elsewhere", "Old"]


def test_of_stories_of_one_moment_it_looks_at_the_latest_editions(section, monkeypatch):
    monkeypatch.setattr(related, "LOOKED_AT", 1)
    monkeypatch.setattr(related, "_latest", lambda *_values: [])
    yesterday = timezone.now() - timedelta(days=1)
    stories = [make_live_story(headline=f"Story {n}", tags=["Acme"], at=yesterday) for n in (1, 2)]
    Edition.objects.filter(pk=stories[0].pk).update(live_from=yesterday - timedelta(hours=1))
    assert headlines(make_live_story(tags=["Acme"])) == ["Story 2"]


def test_an_earlier_story_gets_to_know_a_later_one(section):
    earlier = make_live_story(tags=["Acme"])
    make_live_story(headline="Later", tags=["Acme"])
    earlier.refresh_from_db()
    assert headlines(earlier) == ["Later"]


def test_chosen_stories_come_first_and_in_their_order(section):
    one, two = make_live_story(headline="One"), make_live_story(headline="Two")
    make_live_story(headline="By tag", tags=["Acme"])
    story = make_live_story(tags=["Acme"], related_pins=[two.article_id, one.article_id])
    assert headlines(story) == ["Two", "One", "By tag"]


def test_never_itself_and_never_what_is_not_live(section, editor):
    gone = make_live_story(headline="Gone", tags=["Acme"])
    coming = make_live_story(headline="Coming", tags=["Acme"], at=timezone.now() + timedelta(days=1))
    story = make_live_story(tags=["Acme"])
    desk.save(story.article, by=editor, related_pins=[story.article_id, gone.article_id, coming.article_id])
    story = desk.publish(story.article, by=editor, change="typo")
    desk.withdraw(gone.article, by=editor, reason="Wrong.")
    assert headlines(story) == []


def test_what_is_related_costs_the_same_with_many_stories(section, django_assert_num_queries):
    for _n in range(15):
        make_live_story(tags=["Acme"])
    story = make_live_story(tags=["Acme"])
    with django_assert_num_queries(1 + AUTHORS_AND_SECTIONS):
        assert len(related.of(story)) == related.SHOWN


def test_a_tie_goes_with_the_tag_that_made_it(section, editor):
    one, other = make_live_story(tags=["Acme"]), make_live_story(tags=["Acme"])
    desk.save(other.article, by=editor, tags=["Lidar"])
    desk.publish(other.article, by=editor, change="update")
    one.refresh_from_db()
    assert headlines(one) == []


def test_a_story_that_will_be_withdrawn_still_learns_of_new_ones(section, editor):
    story = make_live_story(tags=["Acme"])
    desk.withdraw(story.article, by=editor, reason="It ends.", at=timezone.now() + timedelta(days=9))
    make_live_story(headline="New", tags=["Acme"])
    story.refresh_from_db()
    assert headlines(story) == ["New"]


def test_many_editions_of_one_story_do_not_make_its_tags_common(section, editor):
    other, story = make_live_story(tags=["Acme"]), make_live_story(tags=["Acme"])
    for n in range(6):
        desk.save(other.article, by=editor, dek=f"Version {n}")
        desk.publish(other.article, by=editor, change="typo")
    again = desk.publish(story.article, by=editor, change="typo")
    assert dict(again.related)[other.article_id] == pytest.approx(dict(story.related)[other.article_id], abs=0.01)


def test_the_latest_of_the_section_fill_the_row(section, django_assert_num_queries):
    now = timezone.now()
    for n in range(related.SHOWN):
        make_live_story(headline=f"{n} days old", section=section, at=now - timedelta(days=n))
    make_live_story(headline="By tag", tags=["Acme"], section=section, at=now - timedelta(days=99))
    make_live_story(headline="Elsewhere")
    story = make_live_story(tags=["Acme"], section=section)
    with django_assert_num_queries(2 + AUTHORS_AND_SECTIONS):
        assert headlines(story) == ["By tag", "0 days old", "1 days old", "2 days old"]


def test_the_row_is_not_filled_with_itself_or_what_is_not_live_or_retracted(section, editor):
    gone, retracted = make_live_story(section=section), make_live_story(section=section)
    make_live_story(section=section, at=timezone.now() + timedelta(days=1))
    desk.withdraw(gone.article, by=editor, reason="Wrong.")
    desk.retract(retracted.article, by=editor, reason="Made up.")
    story = make_live_story(section=section)
    assert headlines(desk.publish(story.article, by=editor, change="typo")) == []


def test_a_typo_changes_no_list(editor):
    story, other = make_live_story(tags=["Chips"]), make_live_story(tags=["Chips"])
    make_live_story(tags=["Chips"])  # from now on the tag says less, had one to score anew
    lists = [Edition.objects.live().get(article=one.article_id).related for one in (story, other)]
    desk.publish(story.article, by=editor, change="typo")
    assert [Edition.objects.live().get(article=one.article_id).related for one in (story, other)] == lists
