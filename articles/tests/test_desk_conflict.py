import re

import pytest

from articles import desk
from articles.models import Article
from articles.models.keeping import Autosave
from articles.tests.desk_form import address, typed
from articles.tests.factories import make_article, make_live_story, make_section


def test_edits_of_two_people_apart_from_each_other_are_both_kept(client, writer, editor):
    article = make_article(owner=writer, headline="Old", body="First.\n\nSecond.\n\nThird.")
    mine = typed(article, body="First, mended.\n\nSecond.\n\nThird.")
    desk.save(article, by=editor, body="First.\n\nSecond.\n\nThird, mended.", dek="Theirs.")
    client.force_login(writer)
    response = client.post(address(article), mine, follow=True)
    assert f"together with what {editor.name}" in response.content.decode()
    article.refresh_from_db()
    assert article.body == "First, mended.\n\nSecond.\n\nThird, mended."
    assert article.dek == "Theirs."


def in_conflict(client, writer, editor, *, mine, theirs, **fields):
    """(article, answer): the writer's save of `mine` met the editor's of `theirs`."""
    article = make_article(owner=writer, **fields)
    posted = typed(article, **mine)
    desk.save(article, by=editor, **theirs)
    client.force_login(writer)
    return article, client.post(address(article), posted)


def settle(client, article, response, **choices):
    """Post the conflict page as a browser would."""
    page = response.content.decode()
    fields = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.S)
    fields += re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    posted = {}
    for name, value in fields:
        posted.setdefault(name, []).append(value)
    return client.post(address(article, "settle"), posted | choices)


THREE = "First.\n\nSecond.\n\nThird."


def test_a_true_conflict_shows_both_sides_and_what_stood_before(client, writer, editor):
    _article, response = in_conflict(
        client, writer, editor, headline="Old", mine={"headline": "Mine"}, theirs={"headline": "Theirs"}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "<del>Old</del><ins>Mine</ins>" in page
    assert "<del>Old</del><ins>Theirs</ins>" in page
    assert f"As {editor.name} saved it" in page
    assert Article.objects.get().headline == "Theirs"


def test_neither_text_is_lost_while_nobody_has_chosen(client, writer, editor):
    article, _response = in_conflict(client, writer, editor, mine={"body": "Mine."}, theirs={"body": "Theirs."})
    assert Autosave.objects.waiting(writer).get().body == "Mine."
    assert article.revisions.first().content["body"] == "Theirs."
    page = client.get(address(article)).content.decode()
    assert "did not save it" in page


@pytest.mark.parametrize(
    ("choice", "headline"), [("ours", "Mine"), ("theirs", "Theirs"), ("both", "Theirs Mine"), ("edited", "Ours, both")]
)
def test_the_words_chosen_are_saved_with_all_that_was_not_in_dispute(client, writer, editor, choice, headline):
    article, response = in_conflict(
        client,
        writer,
        editor,
        headline="Old",
        body=THREE,
        mine={"headline": "Mine", "body": "First, mended.\n\nSecond.\n\nThird."},
        theirs={"headline": "Theirs", "body": "First.\n\nSecond.\n\nThird, mended.", "dek": "Their standfirst."},
    )
    answer = settle(client, article, response, **{"choice-headline-0": choice, "edited-headline-0": "Ours, both"})
    assert answer.status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.dek) == (headline, "Their standfirst.")
    assert article.body == "First, mended.\n\nSecond.\n\nThird, mended."
    assert article.head.by == writer
    assert not Autosave.objects.waiting(writer).exists()


def test_each_passage_of_the_text_is_chosen_by_itself(client, writer, editor):
    article, response = in_conflict(
        client,
        writer,
        editor,
        body=THREE,
        mine={"body": "Mine one.\n\nSecond.\n\nMine three."},
        theirs={"body": "Their one.\n\nSecond.\n\nTheir three."},
    )
    settle(client, article, response, **{"choice-body-0": "ours", "choice-body-1": "both"})
    article.refresh_from_db()
    assert article.body == "Mine one.\n\nSecond.\n\nTheir three.\n\nMine three."


def test_a_passage_without_a_choice_asks_again_and_keeps_the_others_choices(client, writer, editor):
    article, response = in_conflict(
        client,
        writer,
        editor,
        body=THREE,
        mine={"body": "Mine one.\n\nSecond.\n\nMine three."},
        theirs={"body": "Their one.\n\nSecond.\n\nTheir three."},
    )
    choices = {"choice-body-0": "edited", "edited-body-0": "Written anew."}
    again = settle(client, article, response, **choices)
    assert again.status_code == 422
    assert "Choose for each passage" in again.content.decode()
    assert "Written anew." in again.content.decode()
    settle(client, article, again, **choices, **{"choice-body-1": "theirs"})
    article.refresh_from_db()
    assert article.body == "Written anew.\n\nSecond.\n\nTheir three."


def test_it_can_be_put_together_and_written_on_before_it_is_saved(client, writer, editor):
    article, response = in_conflict(client, writer, editor, mine={"dek": "Mine."}, theirs={"dek": "Theirs."})
    page = settle(client, article, response, edit="yes", **{"choice-dek-0": "both"})
    form = page.context["form"]
    assert (form["dek"].value(), form["base"].value()) == ("Theirs. Mine.", article.revisions.first().pk)
    assert Article.objects.get().dek == "Theirs."
    assert Autosave.objects.waiting(writer).exists()


def test_words_that_are_too_long_come_back_in_the_form(client, writer, editor):
    article, response = in_conflict(client, writer, editor, mine={"headline": "M"}, theirs={"headline": "T"})
    page = settle(client, article, response, **{"choice-headline-0": "edited", "edited-headline-0": "H" * 251})
    assert page.context["form"].errors.keys() == {"headline"}
    assert "H" * 251 in page.content.decode()
    assert Article.objects.get().headline == "T"


def test_a_conflict_over_section_is_shown_in_words_and_can_be_chosen(client, writer, editor):
    mine, theirs = make_section(name="Mine"), make_section(name="Theirs")
    article, response = in_conflict(client, writer, editor, mine={"section": mine.pk}, theirs={"section": theirs})
    assert "<ins>Theirs</ins>" in response.content.decode()
    settle(client, article, response, **{"choice-section_id-0": "ours"})
    assert Article.objects.get().section == mine


def test_a_third_save_while_one_chooses_is_not_overwritten(client, writer, editor):
    article, response = in_conflict(client, writer, editor, mine={"dek": "Mine."}, theirs={"dek": "Theirs."})
    desk.save(article, by=editor, dek="Theirs, once more.")
    page = settle(client, article, response, **{"choice-dek-0": "ours"})
    assert page.status_code == 200
    assert page.context["form"]["dek"].value() == "Mine."
    assert Article.objects.get().dek == "Theirs, once more."


def test_lies_about_the_versions_put_nothing_together(client, writer, editor):
    other = make_article(headline="CANARY", body="CANARY")
    article, response = in_conflict(client, writer, editor, mine={"dek": "Mine."}, theirs={"dek": "Theirs."})
    for lie in ({"theirs": other.head_id}, {"base": other.head_id}, {"theirs": "x"}, {"base": "9" * 40}):
        answer = settle(client, article, response, **{"choice-dek-0": "ours"}, **lie)
        assert answer.status_code == 302
        assert b"CANARY" not in answer.content
        assert Article.objects.get(pk=article.pk).dek == "Theirs."


def test_a_hot_fix_while_the_editor_is_open_is_no_conflict(client, editor):
    story = make_live_story(headline="Live", body=THREE)
    article = story.article
    desk.save(article, by=editor, body="First.\n\nSecond.\n\nThird, longer.")
    mine = typed(article, body="First.\n\nSecond, mine.\n\nThird, longer.")
    desk.hotfix(article, by=editor, body="First, fixed.\n\nSecond.\n\nThird.")
    client.force_login(editor)
    assert client.post(address(article), mine).status_code == 302
    article.refresh_from_db()
    assert article.body == "First, fixed.\n\nSecond, mine.\n\nThird, longer."


def test_a_base_that_is_not_the_articles_own_shows_and_overwrites_nothing(client, writer):
    other = make_article(headline="Not for you", body="Secret.")
    article = make_article(owner=writer, headline="Old")
    client.force_login(writer)
    for base in (other.head_id, "", "0", "99999999999999999999", "x"):
        response = client.post(address(article), typed(article, headline="New", base=base))
        assert response.status_code == 200
        assert "Secret." not in response.content.decode()
        assert "New" in response.content.decode()
        article.refresh_from_db()
        assert article.headline == "Old"
        assert str(response.context["form"]["base"].value()) == str(article.head_id)
