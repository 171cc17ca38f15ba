from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import desk
from articles.models import Article
from articles.tests.desk_form import LIST
from articles.tests.factories import make_article, make_author, make_live_story, make_section, make_user


@pytest.fixture
def all_standings(editor):
    """One article in each standing, named for it."""
    soon = timezone.now() + timedelta(hours=1)
    articles = {name: make_article(headline=name) for name in ("draft", "review", "ready", "scheduled")}
    live = ("live", "changed", "withdrawn", "retracted", "ending", "updating")
    articles |= {name: make_live_story(headline=name).article for name in live}
    desk.submit(articles["review"], by=editor)
    desk.submit(articles["ready"], by=editor)
    desk.approve(articles["ready"], by=editor)
    desk.publish(articles["scheduled"], by=editor, at=soon)
    desk.save(articles["changed"], by=editor, dek="Newer.")
    desk.withdraw(articles["withdrawn"], by=editor, reason="Wrong.")
    desk.retract(articles["retracted"], by=editor, reason="Wrong.")
    desk.withdraw(articles["ending"], by=editor, reason="Over.", at=soon)
    desk.save(articles["updating"], by=editor, dek="Newer.")
    desk.publish(articles["updating"], by=editor, at=soon, change="update")
    return articles


def shown(client, query=""):
    """Headline to badges, as the list shows them."""
    from articles.admin.standing import badges

    response = client.get(f"{LIST}{query}")
    return {str(article): [badge.kind for badge in badges(article)] for article in response.context["cl"].result_list}


def test_every_standing_has_its_marks(client, editor, all_standings):
    client.force_login(editor)
    assert shown(client) == {
        "draft": ["draft"],
        "review": ["review"],
        "ready": ["ready"],
        "scheduled": ["scheduled"],
        "live": ["live"],
        "changed": ["live", "changes"],
        "withdrawn": ["withdrawn"],
        "retracted": ["live", "retracted"],
        "ending": ["live", "scheduled"],
        "updating": ["live", "changes", "scheduled"],
    }
    page = client.get(LIST).content.decode()
    for words in ("In review", "Withdrawal scheduled for", "Update scheduled for", "Unpublished changes"):
        assert words in page


@pytest.mark.parametrize(
    ("tab", "headlines"),
    [
        ("draft", {"draft"}),
        ("review", {"review"}),
        ("ready", {"ready"}),
        ("scheduled", {"scheduled", "updating"}),
        ("live", {"live", "changed", "retracted", "ending", "updating"}),
        ("changes", {"changed", "updating"}),
        ("withdrawn", {"withdrawn"}),
    ],
)
def test_the_tabs_part_the_list(client, editor, all_standings, tab, headlines):
    client.force_login(editor)
    assert set(shown(client, f"?standing={tab}")) == headlines


def test_filters_for_section_author_and_mine(client, editor):
    phones = make_section(name="Phones", slug="phones")
    ada = make_author(name="Ada Holt", user=editor)
    make_article(headline="In phones", section=phones)
    make_article(headline="By Ada", bylines=[(ada, "photos")])
    make_article(headline="Begun by the editor", owner=editor)
    client.force_login(editor)
    assert set(shown(client, "?section=phones")) == {"In phones"}
    assert set(shown(client, f"?author={ada.slug}")) == {"By Ada"}
    assert set(shown(client, "?mine=1")) == {"By Ada", "Begun by the editor"}


@pytest.mark.parametrize("word", ["Zebra", "standfirst7", "bodyword", "Grace"])
def test_the_search_finds_headline_standfirst_body_and_author(client, editor, word):
    author = make_author(name="Grace Byline")
    make_article(headline="Zebra", dek="standfirst7", body="A bodyword here.", bylines=[(author, "words")])
    make_article(headline="Another")
    client.force_login(editor)
    assert set(shown(client, f"?q={word}")) == {"Zebra"}


def test_the_search_reads_the_newest_texts_and_finds_what_is_live_however_old(client, editor, monkeypatch):
    monkeypatch.setattr("articles.admin.article.MOST_READ", 1)
    make_live_story(headline="Live", body="A zebra.")
    make_article(headline="Old draft", body="A zebra.")
    make_article(headline="New draft", body="A zebra.")
    client.force_login(editor)
    assert set(shown(client, "?q=zebra")) == {"Live", "New draft"}


def test_writers_see_their_own_and_those_that_carry_their_byline(client, writer):
    make_article(headline="Begun by me", owner=writer)
    make_article(headline="Signed by me", owner=make_user("writer"), bylines=[(make_author(user=writer), "words")])
    make_article(headline="Of somebody else", owner=make_user("writer"))
    client.force_login(writer)
    assert set(shown(client)) == {"Begun by me", "Signed by me"}
    assert shown(client, "?q=somebody") == {}


def test_the_list_costs_the_same_for_many_articles(client, editor, all_standings):
    client.force_login(editor)
    client.get(LIST)  # the content types are looked up once
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(LIST)
    for _n in range(10):
        make_live_story(owner=make_user("writer"))
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few) <= 17, [query["sql"][:120] for query in many.captured_queries]


def test_an_empty_list_says_what_to_do(client, writer):
    client.force_login(writer)
    assert "Write the first one" in client.get(LIST).content.decode()
    assert "No article is like that." in client.get(f"{LIST}?q=nothing").content.decode()


@pytest.mark.parametrize("query", ["?owner__password__startswith=a", "?owner__is_superuser=1", "?head__by__email=x"])
def test_a_lookup_through_another_table_is_refused(client, writer, query):
    client.force_login(writer)
    assert client.get(f"{LIST}{query}").status_code == 400


def test_a_post_to_the_list_changes_nothing(client, editor, writer):
    mine, other = make_article(owner=writer), make_article()
    client.force_login(writer)
    forms = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "1", "form-0-id": other.pk, "form-0-state": "ready"}
    for posted in (forms, {"action": "delete_selected", "_selected_action": [mine.pk], "post": "yes"}):
        client.post(LIST, {**posted, "_save": "Save"})
    for article in (mine, other):
        article.refresh_from_db()
        assert article.state == "draft"
    assert client.get(f"{LIST}{mine.pk}/delete/").status_code == 404


@pytest.fixture
def planned(editor, writer):
    """Articles that are pitched, assigned, due, and thrown away; and one of none."""
    now, articles = timezone.now(), {name: make_article(headline=name) for name in ("theirs", "mine", "edited", "gone")}
    desk.assign(articles["mine"], by=editor, writer=writer)
    desk.assign(articles["edited"], by=editor, editor=editor, writer=writer)
    desk.plan(articles["mine"], by=editor, due_at=now + timedelta(hours=3))
    desk.plan(articles["edited"], by=editor, due_at=now - timedelta(hours=3))
    desk.trash(articles["gone"], by=editor)
    desk.pitch(Article(), by=writer, headline="pitched")


@pytest.mark.parametrize(
    ("who", "query", "headlines"),
    [
        ("editor", "", {"theirs", "mine", "edited", "pitched"}),
        ("editor", "?standing=pitch", {"pitched"}),
        ("editor", "?mine=assigned", {"edited"}),
        ("writer", "?mine=assigned", {"mine", "edited"}),
        ("writer", "", {"mine", "edited", "pitched"}),
        ("editor", "?due=late", {"edited"}),
        ("editor", "?due=day", {"mine"}),
        ("editor", "?due=week", {"mine"}),
        ("editor", "?q=gone", set()),
    ],
)
def test_the_list_can_be_cut_to_what_is_planned(client, request, planned, who, query, headlines):
    client.force_login(request.getfixturevalue(who))
    assert shown(client, query).keys() == headlines


def test_the_list_tells_who_writes_and_by_when(client, editor, writer, planned):
    client.force_login(editor)
    page = client.get(LIST).content.decode()
    assert f"{writer}, {editor}" in page
    assert "Overdue: " in page and "Due " in page and "UTC" in page
