import pytest
from django.utils import timezone

from articles import desk
from articles.models import Article
from articles.tests.factories import make_article, make_live_story, make_section


def columns(client, query=""):
    """{column: [headline, …]} of the board, without what is empty."""
    found = client.get(f"/admin/planning/board/{query}").context["columns"]
    return {column.name: [card.headline for card in column.cards] for column in found if column.cards}


def in_state(state, **fields):
    article = make_article(headline=state, **fields)
    if state == "pitch":
        Article.objects.filter(pk=article.pk).update(state=state)
    if state in ("review", "ready"):
        desk.submit(article, by=None)
    if state == "ready":
        desk.approve(article, by=None)
    return article


def press(client, verb, article, **more):
    return client.post("/admin/planning/board/move/", {"move": f"{verb}-{article.pk}", **more}, follow=True)


def state_of(article):
    return Article.objects.get(pk=article.pk).state


@pytest.fixture
def editor_client(client, editor):
    client.force_login(editor)
    return client


def test_each_story_stands_in_one_column(editor_client, editor):
    for state in Article.State.values:
        in_state(state)
    make_live_story(headline="scheduled", at=timezone.now() + timezone.timedelta(hours=3))
    make_live_story(headline="live")
    changed = make_live_story(headline="changed").article
    desk.save(changed, by=editor, headline="changed again")
    gone = make_live_story(headline="withdrawn")
    desk.withdraw(gone.article, by=editor, reason="Over.")
    found = columns(editor_client)
    assert found.pop("draft") == ["changed again", "draft"]
    assert found == {name: [name] for name in ("pitch", "review", "ready", "scheduled", "live")}


def test_a_writer_sees_and_moves_only_their_own(client, writer):
    own = in_state("draft", owner=writer)
    make_article(headline="SECRET")
    make_live_story(headline="SECRET", at=timezone.now() + timezone.timedelta(hours=3))
    client.force_login(writer)
    response = client.get("/admin/planning/board/")
    assert b"SECRET" not in response.content
    assert [column.count for column in response.context["columns"]] == ["0", "1", "0", "0", "0", "0"]
    press(client, "submit", own)
    assert state_of(own) == "review"
    assert b"data-to" not in client.get("/admin/planning/board/").content  # it lies with the editors


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [("accept", "pitch", "draft"), ("submit", "draft", "review"), ("approve", "review", "ready")],
)
def test_a_move_does_the_verb(editor_client, verb, before, after):
    article = in_state(before)
    response = press(editor_client, verb, article)
    assert state_of(article) == after
    assert b"is \xe2\x80\x9c" in response.content
    assert b"was not moved" in press(editor_client, verb, article).content  # a second press changes nothing
    assert state_of(article) == after


def test_to_return_a_story_asks_why(editor_client):
    article = in_state("ready")
    assert b"Tell the writer" in press(editor_client, "return", article).content
    assert state_of(article) == "ready"
    press(editor_client, "return", article, reason="Who says so?")
    assert state_of(article) == "draft"


def test_a_declined_pitch_goes_to_the_trash(editor_client):
    article = in_state("pitch")
    assert b"lies in the trash" in press(editor_client, "decline", article, reason="We had it.").content
    assert columns(editor_client) == {}


def test_a_card_offers_what_may_be_done_and_publishing_only_as_a_link(editor_client):
    article = in_state("ready")
    html = editor_client.get("/admin/planning/board/").content.decode()
    assert f'href="/admin/articles/article/{article.pk}/publish/" data-to="live"' in html.replace("  ", " ")
    assert f'value="return-{article.pk}"' not in html  # a link that works without JavaScript, and asks
    assert f'data-move="return-{article.pk}"' in html


def test_a_full_column_says_how_many_there_are_and_where_the_rest_is(editor_client):
    section = make_section()
    for _n in range(23):
        make_article(section=section, bylines=[])
    column = editor_client.get("/admin/planning/board/").context["columns"][1]
    assert (len(column.cards), column.count, column.more) == (20, "23", True)


def test_the_board_can_be_narrowed(editor_client, writer):
    make_article(headline="Phones", section=make_section(name="Phones", slug="phones"))
    make_article(headline="Theirs", owner=writer)
    assert columns(editor_client, "?section=phones") == {"draft": ["Phones"]}
    assert columns(editor_client, f"?person={writer.pk}") == {"draft": ["Theirs"]}


def test_the_number_of_queries_does_not_grow_with_the_cards(client, writer, django_assert_max_num_queries):
    for _n in range(8):
        make_article(owner=writer)
    client.force_login(writer)
    with django_assert_max_num_queries(25):
        client.get("/admin/planning/board/")
