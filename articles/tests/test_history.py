"""The history that readers get: every edition that they saw, what it changed, and nothing that they did not see."""

import random
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import compare, desk, difference, history
from articles.tests.factories import make_author, make_image, make_live_story, make_section

HOUR = timedelta(hours=1)


def page_of(client, edition, **query):
    response = client.get(edition.history_url, query)
    response.text_in_short = " ".join(response.content.decode().split())
    return response


def removed(words):
    return f'<del><span class="vh">[removed: </span>{words}<span class="vh">]</span></del>'


def added(words):
    return f'<ins><span class="vh">[added: </span>{words}<span class="vh">]</span></ins>'


def test_each_edition_is_dated_with_its_kind_its_note_and_its_changes_in_words(client, editor):
    first = make_live_story(
        at=timezone.now() - HOUR, headline="A phone", body="It ships in **March**.\n\nIt is red.", tags=["Chips"]
    )
    fields = {"headline": "A telephone", "body": "It ships in **May**.\n\nIt is red.\n\n- one\n- two", "tags": ["Law"]}
    desk.save(
        first.article, by=editor, **fields, hero=make_image(alt="A red phone"), bylines=[(make_author(), "words")]
    )
    second = desk.publish(first.article, by=editor, change="correction", note="It was <May>.")
    page = page_of(client, first if first.path == second.path else second).text_in_short
    for words in (
        removed("March"), added("May"), added("one"), added("two"), removed("Chips"), added("Law"),
        f'<strong>Headline:</strong> A {removed("phone")}{added("telephone")}',
        added("A red phone"), "Correction</span>", "First published</span>", "It was &lt;May&gt;.",
    ):  # fmt: skip
        assert words in page
    assert "**" not in page
    assert first.live_from.strftime('<time datetime="%Y-%m-%dT%H:%M') in page


def test_what_is_scheduled_or_was_never_published_is_not_in_it(client, editor):
    edition = make_live_story(body="Seen.")
    desk.save(edition.article, by=editor, body="CANARY one")
    desk.save(edition.article, by=editor, body="CANARY two", headline="CANARY three", tags=["CANARY four"])
    desk.publish(edition.article, by=editor, at=timezone.now() + HOUR, change="update", note="CANARY five")
    assert "CANARY" not in page_of(client, edition).text_in_short


def test_what_comes_by_the_clock_is_in_it_from_then_on(client, editor, monkeypatch):
    edition = make_live_story(body="Seen.")
    desk.save(edition.article, by=editor, body="Later.")
    desk.publish(edition.article, by=editor, at=timezone.now() + HOUR, change="update")
    then = timezone.now() + 2 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: then)
    assert added("Later.") in page_of(client, edition).text_in_short


def test_a_story_taken_down_shows_its_reason_and_none_of_its_past(client, editor):
    edition = make_live_story(headline="CANARY", body="CANARY body")
    desk.publish(edition.article, by=editor, change="correction", note="CANARY note")
    desk.withdraw(edition.article, by=editor, reason="A court said so.")
    response = page_of(client, edition)
    assert response.status_code == 410
    assert "A court said so." in response.text_in_short
    assert "CANARY" not in response.text_in_short


def test_a_story_that_was_down_for_a_while_says_so(client, editor):
    edition = make_live_story()
    desk.withdraw(edition.article, by=editor, reason="Being looked into.")
    desk.publish(edition.article, by=editor)
    page = page_of(client, edition).text_in_short
    assert "Before that the story was down, since" in page
    assert "Being looked into." in page


def test_a_correction_stays_whatever_is_published_after_it(client, editor):
    edition = make_live_story()
    desk.publish(edition.article, by=editor, change="correction", note="It was five.")
    desk.save(edition.article, by=editor, body="All new.", headline="All new")
    desk.publish(edition.article, by=editor, change="update")
    latest = desk.hotfix(edition.article, by=editor, body="Newer.", change="typo")[0]
    desk.withdraw(edition.article, by=editor, reason="For a moment.")
    latest = desk.publish(edition.article, by=editor)
    feed = client.get("/feed/").content.decode()
    for address in (latest.get_absolute_url(), latest.history_url, "/corrections/"):
        assert "It was five." in client.get(address).content.decode(), address
    assert "It was five." in feed
    story = client.get(latest.get_absolute_url()).content.decode()
    assert '"CorrectionComment", "text": "It was five."' in story


def test_fifty_editions_come_in_pages_and_cost_no_more_queries(client, editor, transactional_db):
    section, person = make_section(), make_author()
    edition = make_live_story(section=section, bylines=[(person, "words")], body="No. 0", tags=["Chips"])
    for n in range(1, 24):
        desk.hotfix(edition.article, by=editor, body=f"No. {n}", change="typo")
    for number, first, last in ((None, 23, 14), (2, 13, 4), (3, 3, 0)):
        with CaptureQueriesContext(connection) as queries:
            page = page_of(client, edition, **({"page": number} if number else {}))
        assert page.status_code == 200
        assert len(queries) <= 6 + 6 * (number is None)  # the rows that every page needs come with the first
        assert added(f"{first}") in page.text_in_short
        assert (removed(f"{last - 1}") in page.text_in_short) == (last > 0)
    assert page_of(client, edition, page=4).status_code == 404


def test_the_history_is_not_for_search_engines(client, db):
    assert '<meta name="robots" content="noindex">' in page_of(client, make_live_story()).text_in_short


def test_the_words_of_a_page_are_read_block_by_block():
    html = '<h2 id="a">Head<a class="anchor" href="#a">#</a></h2><p>One <b>two</b> &lt;3</p><ul><li>Three</li></ul>'
    html += '<figure><img src="/x.jpg" alt="A > &quot;B&quot;"><figcaption>Caption</figcaption></figure>'
    assert history.paragraphs(html) == ["Head", "One two <3", "Three", '[Picture: A > "B"]', "Caption"]


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        (["a b c", "d"], ["a b x", "d"], ["changed", "same"]),
        (["a b c"], ["x y z"], ["del", "ins"]),
        (["a b c", "d e f"], ["d e g"], ["del", "changed"]),
        (["a b c"], ["n n n", "a b d"], ["ins", "changed"]),
        ([], ["a"], ["ins"]),
        (["a"], [], ["del"]),
    ],
)
def test_a_paragraph_stands_beside_what_became_of_it(old, new, kinds):
    rows = compare.rows(old, new)
    assert [row.kind for row in rows] == kinds
    assert [text for row in rows if (text := "".join(part.text for part in row.before))] == old
    assert [text for row in rows if (text := "".join(part.text for part in row.after))] == new


@pytest.mark.parametrize("pages", [1, 10])
def test_paragraphs_of_the_same_words_over_and_over_are_compared_within_a_second(pages):
    def text():
        return [f"n{n} " + " ".join(chance.choices("ab", k=750)) for n in range(64)]

    chance, budget = random.Random(1), difference.Budget()
    old, new = text(), text()
    began = time.process_time()
    for _page in range(pages):
        rows = compare.rows(old, new, budget)
    # 0.1 s and 0.3 s; it is 3 s and 30 s where each paragraph has a budget of its own.
    assert time.process_time() - began < 2
    assert ["".join(part.text for part in row.after) for row in rows] == new
