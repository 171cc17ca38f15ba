"""What the desk's first page says of the plan and of notices."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.models import Article
from articles.tests.factories import make_article, make_live_story
from newsroom.tests.test_today import panel

INDEX = reverse("admin:index")


def today(client, user):
    client.force_login(user)
    return client.get(INDEX).content.decode()


def due(hours, **fields):
    return desk.plan(make_article(**fields), by=None, due_at=timezone.now() + timedelta(hours=hours))


def test_what_is_due_stands_there_with_what_is_overdue_first(client, editor):
    due(24, headline="Tomorrow")
    due(-2, headline="Late one")
    due(24 * 9, headline="Next month")
    text = panel(today(client, editor), "due")
    assert text.index("Late one") < text.index("Overdue") < text.index("Tomorrow")
    assert text.count("Overdue") == 1
    assert "Next month" not in text


def test_what_was_handed_in_or_published_is_not_due(client, editor):
    desk.submit(due(2, headline="Handed in"), by=None)
    desk.plan(make_live_story(headline="Published").article, by=None, due_at=timezone.now())
    assert "Nothing is due" in panel(today(client, editor), "due")


def test_a_writer_is_told_only_what_they_have_to_hand_in(client, writer):
    due(2, headline="Mine", owner=writer)
    due(2, headline="SECRET")
    page = today(client, writer)
    assert "Mine" in panel(page, "due")
    assert "SECRET" not in page
    assert panel(page, "editing") is None


def test_a_moderator_is_told_nothing_of_stories(client, moderator):
    due(2, headline="SECRET")
    page = today(client, moderator)
    assert panel(page, "due") is None
    assert "SECRET" not in page


def test_an_editor_sees_what_is_theirs_to_edit_until_it_is_published(client, editor):
    mine = desk.assign(make_article(headline="To edit"), by=None, editor=editor)
    make_article(headline="Of another editor")
    text = panel(today(client, editor), "editing")
    assert "To edit" in text
    assert "Of another" not in text
    desk.publish(mine, by=editor)
    assert "Nothing is assigned" in panel(today(client, editor), "editing")


def test_a_pitch_waits_for_an_editor(client, editor):
    article = make_article(headline="An idea")
    Article.objects.filter(pk=article.pk).update(state="pitch")
    assert "An idea" in panel(today(client, editor), "waiting")


def test_what_somebody_was_told_stands_there_until_they_have_seen_it(client, writer, editor):
    article = make_article(owner=writer, headline="Chips")
    desk.submit(article, by=writer)
    desk.return_to_writer(article, by=editor, reason="Who says so?")
    assert "Chips" in panel(today(client, writer), "notices")
    writer.notices.update(seen_at=timezone.now())
    assert panel(today(client, writer), "notices") is None
