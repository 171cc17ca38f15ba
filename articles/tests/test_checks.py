"""What is worth a look before readers see an article: each warning where it belongs, and nowhere else."""

import json

import pytest

from articles import checks, checkups, desk
from articles.models import Checkup, Link
from articles.tests.desk_form import LIST, address, typed
from articles.tests.factories import make_article, make_image, make_live_story

LONG = " ".join(f"word{n}" for n in range(45)) + "."


def warned(article=None, **fields):
    """{field: (sentence, line)} of the warnings of an article with these fields."""
    article = article or make_article(**{"hero": make_image(), **fields})
    return {finding.field: (finding.sentence, finding.line) for finding in checks.warns(checks.draft_of(article))}


def test_a_story_that_lacks_nothing_has_no_warning(db):
    assert warned() == {}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"hero": None}, "hero"),
        ({"dek": " "}, "dek"),
        ({"headline": "x" * 61}, "headline"),
        ({"dek": "Comes on TK."}, "dek"),
    ],
)
def test_what_a_field_lacks_is_told_at_the_field(db, fields, field):
    assert warned(**fields).keys() == {field}


def test_a_headline_of_sixty_characters_is_short_enough(db):
    assert warned(headline="x" * 60) == {}


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("First.\n\nThe price is TK.", 3),
        ("First.\n\n“We will never sell this company to anyone.”", 3),
        ("See [that](/2020/01/nothing/).", 1),
        ("First.\n\nSee [that](/no/such/page/).", 3),
    ],
)
def test_what_is_wrong_in_the_text_is_told_with_its_line(db, body, line):
    assert warned(body=body)["body"][1] == line


@pytest.mark.parametrize(
    "body",
    [
        "The TKTX team won.",
        "“We will never sell this company to anyone,” she said.",
        "The statement reads:\n\n“We will never sell this company to anyone.”",
        "“Never.”",
        "See [the search](/search/).",
    ],
)
def test_what_is_right_is_left_alone(db, body):
    assert warned(body=body) == {}


def test_a_link_to_a_live_story_is_right_until_it_is_withdrawn(db, editor):
    story = make_live_story()
    body = f"See [that]({story.get_absolute_url()})."
    assert warned(body=body) == {}
    desk.withdraw(story.article, by=editor, reason="Wrong")
    assert warned(body=body)["body"][1] == 1


def test_pictures_without_a_credit_are_told(db):
    bare = make_image(credit="")
    assert "hero_credit" in warned(hero=bare)
    assert warned(hero=bare, hero_credit="Ana Lima") == {}
    assert warned(body=f"One.\n\n/// figure | {bare.pk}\n///")["body"][1] == 3
    assert warned(body=f"One.\n\n/// figure | {bare.pk}\n    credit: Ana Lima\n///") == {}


def test_a_long_paragraph_of_another_live_story_is_told_and_ones_own_is_not(db):
    story = make_live_story(headline="The first to have it", body=f"Intro.\n\n{LONG}", hero=make_image())
    assert "The first to have it" in warned(body=f"Other.\n\n**{LONG}**")["body"][0]
    assert warned(story.article) == {}
    assert warned(body=f"Other.\n\n{LONG.replace('word7', 'other')}") == {}


def test_a_link_that_did_not_answer_is_told(db):
    Link.objects.create(address="https://example.org/gone", problem="the page is not there (404).")
    assert "404" in warned(body="See [that](https://example.org/gone).")["body"][0]


def test_the_previews_answer_has_what_the_checks_say_of_what_is_typed(client, writer):
    client.force_login(writer)
    posted = typed(make_article(owner=writer), headline="", body="One.\n\nTK")
    posted |= {"section": ""}
    article = make_article(owner=writer)
    url, accept = address(article, "preview"), {"Accept": "application/json"}
    parts = json.loads(client.post(url, posted, headers=accept).content)["parts"]
    assert "Give it a headline." in parts["problems"] and "Choose a section." in parts["problems"]
    assert 'data-line="3"' in parts["problems"]
    parts = json.loads(client.post(f"{LIST}preview/", typed(headline=""), headers=accept).content)["parts"]
    assert "Give it a headline." not in parts["problems"]
    assert "No main picture" in parts["shared"]


def test_a_headline_can_put_nothing_into_the_page_beside_the_text(client, writer):
    client.force_login(writer)
    posted = typed(headline="<script>x</script>", dek="<b>y</b>")
    answer = client.post(f"{LIST}preview/", posted, headers={"Accept": "application/json"})
    assert "<script>" not in answer.json()["parts"]["shared"] and "<b>" not in answer.json()["parts"]["shared"]


def test_the_publish_page_shows_warnings_and_publishes_all_the_same(client, editor):
    article = make_article(body="One.\n\nTK")
    client.force_login(editor)
    page = client.get(address(article, "publish")).content.decode()
    assert "Worth a look" in page and "?line=3#id_body" in page and "<form" in page
    desk.publish(article, by=editor)
    assert article.live_edition()


def test_what_is_found_at_publication_is_kept_until_the_story_is_mended_or_taken_down(db, editor):
    story = make_live_story(body="TK")
    make_live_story(hero=make_image())
    assert [checkup.article for checkup in checkups.failing()] == [story.article]
    desk.save(story.article, by=editor, body="Done.", hero=make_image())
    desk.publish(story.article, by=editor, change="update", note="More.")
    assert not checkups.failing().exists()
    other = make_live_story()
    assert checkups.failing().count() == 1
    desk.withdraw(other.article, by=editor, reason="Wrong")
    assert not checkups.failing().exists() and Checkup.objects.count() == 3
