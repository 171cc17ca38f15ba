"""The desk's first page: to each role what is its own to do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.models import Article
from articles.tests.factories import make_article, make_author, make_live_story, make_user

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")


def today(client, user):
    client.force_login(user)
    return client.get(INDEX).content.decode()


def panel(page, name):
    """The text of one panel, or None where it is not on the page."""
    start = page.find(f'aria-labelledby="panel-{name}"')
    return page[start : page.index("</section>", start)] if start > 0 else None


def test_a_writer_sees_his_own_stories_and_nobody_elses(client, writer):
    make_article(owner=writer, headline="Mine to finish")
    make_article(headline="Signed by me", bylines=[(make_author(user=writer), "words")])
    make_article(owner=make_user("writer"), headline="Of another")
    own = panel(today(client, writer), "own")
    assert "Mine to finish" in own
    assert "Signed by me" in own
    assert "Of another" not in client.get(INDEX).content.decode()


def test_what_is_published_and_unchanged_is_off_the_writers_list(client, writer, editor):
    story = make_article(owner=writer, headline="Done with")
    desk.publish(story, by=editor)
    assert "Done with" not in panel(today(client, writer), "own")
    desk.save(story, by=editor, headline="Done with, or so I thought")
    own = panel(today(client, writer), "own")
    assert "Done with, or so I thought" in own
    assert "Returned" not in own


def test_an_editors_own_stories_are_not_everybodys(client, writer, editor):
    make_article(owner=writer, headline="Of a writer")
    make_article(owner=editor, headline="Of the editor")
    own = panel(today(client, editor), "own")
    assert "Of the editor" in own
    assert "Of a writer" not in own


def test_a_returned_story_says_what_to_mend_until_it_is_handed_in_again(client, writer, editor):
    story = make_article(owner=writer)
    desk.submit(story, by=writer)
    desk.return_to_writer(story, by=editor, reason="Needs a second source <soon>.")
    own = panel(today(client, writer), "own")
    assert "Returned" in own
    assert "Needs a second source &lt;soon&gt;." in own
    assert editor.name in own
    desk.submit(story, by=writer)
    assert "Needs a second source" not in client.get(INDEX).content.decode()


@pytest.mark.parametrize(("role", "offered"), [("writer", 1), ("editor", 1), ("moderator", 0), ("chief", 1)])
def test_who_may_write_is_offered_a_new_story(client, role, offered):
    page = today(client, make_user(role))
    assert page.count(f'href="{reverse("admin:articles_article_add")}"') == offered


def test_an_editor_sees_what_waits_the_longest_first(client, writer, editor):
    for headline in ["Waits longest", "Waits too", "Approved"]:
        desk.submit(make_article(owner=writer, headline=headline), by=writer)
    desk.approve(Article.objects.get(headline="Approved"), by=editor)
    make_article(owner=writer, headline="Still a draft")
    waiting = panel(today(client, editor), "waiting")
    assert waiting.index("Waits longest") < waiting.index("Waits too")
    assert "Approved" in waiting
    assert "Still a draft" not in waiting


def test_an_editor_sees_what_comes_next_and_what_came_last(client, editor):
    desk.publish(make_article(headline="Comes tomorrow"), by=editor, at=timezone.now() + timedelta(days=1))
    make_live_story(headline="Came today")
    page = today(client, editor)
    assert "Comes tomorrow" in panel(page, "scheduled")
    assert "Came today" in panel(page, "published")
    assert "Comes tomorrow" not in panel(page, "published")


@pytest.mark.parametrize(
    ("role", "panels"),
    [
        ("writer", {"own"}),
        ("moderator", set()),
        ("editor", {"own", "waiting", "scheduled", "published", "log"}),
        ("chief", {"own", "waiting", "scheduled", "published", "log"}),
    ],
)
def test_each_role_has_its_panels(client, role, panels):
    page = today(client, make_user(role))
    names = ["own", "waiting", "scheduled", "published", "log"]
    assert {name for name in names if panel(page, name)} == panels


@pytest.mark.parametrize(("role", "most"), [("writer", 13), ("editor", 23), ("moderator", 12), ("chief", 20)])
def test_the_page_costs_the_same_however_much_there_is(client, role, most, django_assert_max_num_queries):
    user, writer = make_user(role), make_user("writer")
    for number in range(4):
        desk.submit(make_article(owner=writer), by=writer)
        make_article(owner=None if role == "moderator" else user)
        make_live_story()
        later = timezone.now() + timedelta(days=number + 1)
        desk.publish(make_article(), by=None, at=later)
    client.force_login(user)
    with django_assert_max_num_queries(most):
        client.get(INDEX)


def test_live_stories_in_which_the_checks_found_something_are_named_to_those_who_may_mend_them(client, writer, editor):
    assert panel(today(client, editor), "checked") is None
    make_live_story(headline="Without a picture")
    text = panel(today(client, editor), "checked")
    assert "Without a picture" in text
    assert "There is no main picture" in text
    assert panel(today(client, writer), "checked") is None
