from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import desk, lists, search
from articles.models import Edition
from articles.tests.factories import make_article, make_author, make_live_story


def found(client, query, **more):
    response = client.get("/search/", {"q": query, **more})
    assert response.status_code == 200
    return [story.headline for story in response.context["page"]]


@pytest.mark.parametrize("query", ["lidar", "chips", "robots", "Ada Holt", "orchard", "ORCHARDS"])
def test_a_story_is_found_by_headline_dek_body_tag_and_author(client, db, query):
    make_live_story(headline="Something else")
    make_live_story(
        headline="A lidar for robots",
        dek="It counts apples in the orchard.",
        body="It is built from chips.",
        tags=["Acme Robotics"],
        bylines=[(make_author(name="Ada Holt"), "words")],
    )
    assert found(client, query) == ["A lidar for robots"]


def test_all_words_a_phrase_and_a_word_left_out(client, db):
    make_live_story(headline="Red phone")
    make_live_story(headline="Red cable for the phone")
    assert len(found(client, "red phone")) == 2
    assert found(client, '"red phone"') == ["Red phone"]
    assert found(client, "red -cable") == ["Red phone"]
    assert found(client, "red tablet") == []


def test_a_headline_weighs_more_than_the_body(client, db):
    make_live_story(headline="First", body="A drone, and then the drone again.")
    make_live_story(headline="A drone")
    assert found(client, "drone") == ["A drone", "First"]


def test_an_exact_headline_comes_first_and_the_newest_before_the_others(client, db):
    now = timezone.now()
    for days, headline in ((9, "Drone, again!"), (5, "A drone that flies again"), (2, "Again: the drone")):
        make_live_story(headline=headline, at=now - timedelta(days=days))
    make_live_story(headline="Text", body="Once more the drone flies again.", at=now - timedelta(days=1))
    expected = ["Drone, again!", "Again: the drone", "A drone that flies again", "Text"]
    assert found(client, "drone again") == expected


def test_a_word_left_out_may_not_stand_in_the_text_either(client, db):
    make_live_story(headline="A drone", body="It has no propeller.")
    make_live_story(headline="The drone")
    assert found(client, "drone -propeller") == ["The drone"]


def test_a_phrase_does_not_reach_from_one_field_into_the_next(client, db):
    make_live_story(headline="Robots count", dek="Apples are picked.", tags=["Acme Farms"])
    assert found(client, '"count acme"') == found(client, '"count apples"') == []
    assert found(client, "count apples acme") == ["Robots count"]


def test_the_newest_are_found_where_there_are_too_many(db):
    now = timezone.now()
    stories = {days: make_live_story(body="A drone.", at=now - timedelta(days=days)) for days in (3, 1, 2)}
    assert search.find("drone", 2) == [stories[1].pk, stories[2].pk]


@pytest.fixture
def anew(monkeypatch):
    """Statements that are written anew for this test."""
    for statement in ("_in_all", "_in_heads"):
        monkeypatch.setattr(search, statement, getattr(search, statement).__wrapped__)


@pytest.mark.parametrize(
    ("every", "newest", "further"),
    [(1, 4, 40), (2, 4, 8), (2, 4, 40), (5, 2, 10), (5, 2, 40), (9, 1, 2), (30, 4, 8), (1, 1, 1)],
)
@pytest.mark.parametrize("field", ["headline", "body"])
def test_however_rare_a_word_is_the_newest_with_it_are_found(db, anew, monkeypatch, every, newest, further, field):
    monkeypatch.setattr(search, "NEWEST", dict.fromkeys(search.NEWEST, newest))
    monkeypatch.setattr(search, "FURTHER", dict.fromkeys(search.FURTHER, further))
    words = [f"A drone {n}." if n % every == every - 1 else f"A bird {n}." for n in range(20)]
    now = timezone.now()
    stories = [make_live_story(**{field: text}, at=now - timedelta(days=n)) for n, text in enumerate(words)]
    expected = [story.pk for story, text in zip(stories, words, strict=True) if "drone" in text]
    assert search.find("drone", 3) == expected[:3]


def test_what_is_still_to_come_takes_nobodys_place(db):
    now = timezone.now()
    for n in range(1, 8):
        make_live_story(headline=f"Drone {n}", at=now + timedelta(days=n))
    stories = [make_live_story(headline=f"A drone {n}", at=now - timedelta(days=n)) for n in range(3)]
    for most in (1, 2, 3, 4):
        assert search.find("drone", most) == [story.pk for story in stories][:most]


def test_a_story_whose_headline_was_typed_takes_one_place_only(db):
    text = make_live_story(headline="Text", body="A drone.")
    typed = make_live_story(headline="A drone", at=timezone.now() - timedelta(days=1))
    assert [search.find("A drone", most) for most in (1, 2, 3)] == [[typed.pk], *[[typed.pk, text.pk]] * 2]


def test_an_edition_is_found_by_its_key_whenever_it_was_published():
    for year in (1801, 1969, 2026, 2400):
        edition = Edition(pk=2**31 - 1, published_at=datetime(year, 1, 2, tzinfo=UTC))
        assert search.key_of(edition) & 2**31 - 1 == edition.pk
        assert 0 <= search.key_of(edition) < 2**63


def test_only_what_is_live_is_found(client, editor):
    make_article(headline="Zeppelin draft")
    make_live_story(headline="Zeppelin tomorrow", at=timezone.now() + timedelta(days=1))
    gone = make_live_story(headline="Zeppelin gone")
    desk.withdraw(gone.article, by=editor, reason="Wrong.")
    changed = make_live_story(headline="Zeppelin before")
    desk.save(changed.article, by=editor, headline="Airship after")
    desk.publish(changed.article, by=editor, change="update")
    assert found(client, "zeppelin") == []
    assert found(client, "airship") == ["Airship after"]


@pytest.mark.parametrize(
    "query", ["", "  ", '"', "'", "-", "-x", "a* OR (", "NEAR(", "x:y", "%", "\x00", "!@#$&|", "é", "🚀", "x" * 5000]
)
def test_whatever_is_typed_gets_an_answer(client, db, query):
    make_live_story()
    found(client, query)


def test_the_page_says_what_was_asked_and_escapes_it(client, db):
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_results_come_by_the_page(client, db):
    for n in range(21):
        make_live_story(headline=f"Drone {n}")
    assert len(found(client, "drone")) == 20
    assert len(found(client, "drone", page=2)) == 1
    assert client.get("/search/", {"q": "drone", "page": 3}).status_code == 404


def said(client, page=1):
    return client.get("/search/", {"q": "phone", "page": page}).content.decode()


def test_it_says_how_many_were_found_as_far_as_it_looked(client, db, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    monkeypatch.setattr(search, "MOST", 4)
    stories = [make_live_story(headline=f"A phone {n}") for n in range(3)]
    assert "More than 2 stories found" in said(client)
    assert "3 stories found" in said(client, 2)
    desk.withdraw(stories[0].article, by=None, reason="Wrong.")
    assert "2 stories found" in said(client)


def test_beyond_the_most_that_are_shown_it_asks_for_another_word(client, db, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    monkeypatch.setattr(search, "MOST", 4)
    for n in range(4):
        make_live_story(headline=f"A phone {n}")
    assert "4 stories found" in said(client, 2)
    make_live_story(headline="A phone more")
    last = said(client, 2)
    assert "The 4 best of many" in last
    assert 'rel="next"' not in last
    assert client.get("/search/?q=phone&page=3").status_code == 404
