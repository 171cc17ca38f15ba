from datetime import timedelta

import pytest
from django.utils import timezone

from articles import desk
from articles.admin.verbs import VERBS
from articles.models import Article, Edition
from articles.tests.desk_form import address, typed
from articles.tests.factories import make_article, make_live_story
from newsroom.models import LogLine


def seen(client, article, verb):
    """What the verb's page posts back unseen."""
    return {"seen": client.get(address(article, verb)).context["form"]["seen"].value() or ""}


def press(client, article, verb, **fields):
    return client.post(address(article, verb), {**seen(client, article, verb), **fields}, follow=True)


def state(article):
    return Article.objects.get(pk=article.pk).state


def test_the_whole_way_of_a_story(client, writer, editor):
    article = make_article(owner=writer, headline="First version")
    client.force_login(writer)
    press(client, article, "submit")
    assert state(article) == "review"
    client.force_login(editor)
    press(client, article, "return", reason="Who says so?")
    assert state(article) == "draft"
    client.force_login(writer)
    page = client.get(address(article)).content.decode()
    assert f"Returned by {editor.name}" in page
    assert "Who says so?" in page
    client.post(address(article), typed(article, headline="Second version", then="submit"))
    assert state(article) == "review"
    client.force_login(editor)
    press(client, article, "approve")
    assert state(article) == "ready"
    response = press(client, article, "publish", when="now")
    edition = article.live_edition()
    assert edition.headline == "Second version"
    assert f'Published: Second version. <a href="{edition.get_absolute_url()}">View it</a>' in response.content.decode()
    response = press(client, article, "withdraw", reason="Wrong person.", when="now")
    assert client.get(edition.get_absolute_url()).status_code == 410


def test_the_forms_buttons_save_what_was_typed_and_go_on(client, writer, editor):
    article = make_article(owner=writer)
    client.force_login(writer)
    client.post(address(article), typed(article, headline="Typed", then="submit"))
    article.refresh_from_db()
    assert (article.headline, article.state) == ("Typed", "review")
    client.force_login(editor)
    response = client.post(address(article), typed(article, headline="Typed more", then="publish"))
    assert response.url == address(article, "publish")
    article.refresh_from_db()
    assert article.headline == "Typed more"
    assert not article.editions.exists()


def test_a_button_does_nothing_more_where_the_save_was_not_good(client, writer):
    article = make_article(owner=writer)
    client.force_login(writer)
    client.post(address(article), typed(article, slug="not a slug", then="submit"))
    assert state(article) == "draft"


def test_a_get_of_a_verb_changes_nothing(client, editor):
    live = make_live_story().article
    review = make_article()
    desk.submit(review, by=editor)
    scheduled = make_article()
    desk.publish(scheduled, by=editor, at=timezone.now() + timedelta(hours=1))
    client.force_login(editor)

    def everything():
        rows = [*Article.objects.values(), *Edition.objects.values(), *LogLine.objects.values()]
        return str(rows)

    before = everything()
    for article in (live, review, scheduled):
        for verb in VERBS:
            assert client.get(address(article, verb)).status_code in (200, 302)
            assert client.head(address(article, verb)).status_code in (200, 302)
            assert client.put(address(article, verb)).status_code == 405
            assert client.delete(address(article, verb)).status_code == 405
    assert everything() == before


@pytest.mark.parametrize("verb", ["return", "withdraw", "retract"])
def test_a_reason_has_to_be_given_and_other_words_are_kept(client, editor, verb):
    article = make_live_story().article
    desk.submit(article, by=editor)
    client.force_login(editor)
    response = press(client, article, verb, reason="  ", when="now")
    assert "reason" in response.context["form"].errors
    assert state(article) == "review"
    assert article.live_edition() is not None


def test_a_second_press_of_publish_makes_no_second_edition(client, editor):
    article = make_live_story().article
    desk.save(article, by=editor, headline="Newer")
    client.force_login(editor)
    posted = {**seen(client, article, "publish"), "when": "now", "change": "update"}
    client.post(address(article, "publish"), posted)
    response = client.post(address(article, "publish"), posted, follow=True)
    assert "That is done already." in response.content.decode()
    assert article.editions.count() == 2


def test_who_was_not_up_to_date_looks_again_before_anything_happens(client, editor, writer):
    article = make_article(owner=writer, headline="As it was reviewed")
    client.force_login(editor)
    posted = {**seen(client, article, "publish"), "when": "now"}
    desk.save(article, by=writer, headline="Changed since")
    response = client.post(address(article, "publish"), posted)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Something happened since you opened this page" in page
    assert writer.name in page
    assert not article.editions.exists()
    posted["seen"] = response.context["form"]["seen"].value()
    client.post(address(article, "publish"), posted)
    assert article.live_edition().headline == "Changed since"


def test_a_page_that_does_not_say_what_it_saw_acts_on_nothing(client, editor):
    article = make_article()
    client.force_login(editor)
    for seen in ({}, {"seen": ""}, {"seen": "x"}, {"seen": "-1"}):
        assert client.post(address(article, "publish"), {"when": "now", **seen}).status_code == 409
    assert not article.editions.exists()


def test_what_is_not_ready_is_not_published_and_each_problem_leads_to_its_field(client, editor):
    article = make_article(headline="", section=None, bylines=[])
    client.force_login(editor)
    page = client.get(address(article, "publish")).content.decode()
    for anchor in ("id_headline", "id_section", "id_bylines-1"):
        assert f'href="{address(article)}#{anchor}"' in page
    form = client.get(address(article)).content.decode()
    assert all(f'id="{anchor}"' in form for anchor in ("id_headline", "id_section", "id_bylines-1"))
    last = LogLine.objects.latest("pk").pk
    response = client.post(address(article, "publish"), {"when": "now", "seen": last})
    assert "Give it a headline." in response.content.decode()
    assert not article.editions.exists()


def test_a_change_to_a_live_story_needs_its_kind_and_a_correction_its_sentence(client, editor):
    article = make_live_story().article
    desk.save(article, by=editor, headline="Newer")
    client.force_login(editor)
    assert "change" in press(client, article, "publish", when="now").context["form"].errors
    response = press(client, article, "publish", when="now", change="correction", note="")
    assert "note" in response.context["form"].errors
    assert article.editions.count() == 1
    press(client, article, "publish", when="now", change="correction", note="It was five, not six.")
    assert article.live_edition().corrections[0]["note"] == "It was five, not six."


def test_the_publish_page_shows_what_readers_see_now_and_then(client, editor):
    article = make_live_story(headline="Old words", body="Same.\n\nOld paragraph.").article
    desk.save(article, by=editor, headline="New words", body="Same.\n\nNew paragraph.")
    client.force_login(editor)
    lines = client.get(address(article, "publish")).context["differences"]
    assert [(line.field, line.now, line.then) for line in lines] == [
        ("headline", "<del>Old </del>words", "<ins>New </ins>words"),
        ("body", "<del>Old </del>paragraph.", "<ins>New </ins>paragraph."),
    ]


def test_a_hot_fix_mends_the_live_text_and_the_draft(client, editor):
    story = make_live_story(headline="Teh phone", body="One.\n\nTwo.")
    desk.save(story.article, by=editor, body="One.\n\nTwo.\n\nThree, in the draft.")
    client.force_login(editor)
    page = client.get(address(story.article, "hotfix"))
    assert page.context["form"]["headline"].value() == "Teh phone"
    fields = {"headline": "The phone", "dek": story.dek, "body": "One.\n\nTwo.", "change": "typo"}
    press(client, story.article, "hotfix", **fields)
    article = Article.objects.get()
    assert (article.live_edition().headline, article.live_edition().body) == ("The phone", "One.\n\nTwo.")
    assert (article.headline, article.body) == ("The phone", "One.\n\nTwo.\n\nThree, in the draft.")


def test_a_hot_fix_where_what_is_scheduled_says_something_else_stops(client, editor):
    story = make_live_story(headline="Old")
    desk.save(story.article, by=editor, headline="For tomorrow")
    desk.publish(story.article, by=editor, at=timezone.now() + timedelta(hours=1), change="update")
    client.force_login(editor)
    fields = {"headline": "Mended", "dek": story.dek, "body": story.body, "change": "typo"}
    response = press(client, story.article, "hotfix", **fields)
    assert "headline" in response.context["form"].errors
    assert response.context["form"]["headline"].value() == "Mended"
    assert story.article.live_edition().headline == "Old"


def test_retract_marks_the_story_and_cancel_calls_off_what_waits(client, editor):
    article = make_live_story().article
    client.force_login(editor)
    press(client, article, "retract", reason="The figures were made up.")
    assert article.live_edition().is_retracted
    waiting = make_article()
    desk.publish(waiting, by=editor, at=timezone.now() + timedelta(hours=1))
    press(client, waiting, "cancel")
    assert not waiting.editions.exists()


def test_a_verb_that_does_not_fit_leads_back_with_a_word(client, editor):
    client.force_login(editor)
    response = client.get(address(make_article(), "withdraw"), follow=True)
    assert "can&#x27;t be done" in response.content.decode()


def test_a_change_shows_the_words_that_differ(client, editor):
    long = " ".join(f"word{n}" for n in range(200))
    article = make_live_story(body=f"Same.\n\n{long} forty-one people <b>left</b>.\n\nSame too.").article
    desk.save(article, by=editor, body=f"Same.\n\n{long} thirty-nine people <b>left</b>.\n\nSame too.")
    client.force_login(editor)
    page = client.get(address(article, "publish")).content.decode()
    assert "<del>forty-one </del>people &lt;b&gt;left&lt;/b&gt;." in page
    assert "<ins>thirty-nine </ins>people" in page
    assert "word150" not in page
    assert "word199" in page
    assert "Same too." not in page


def test_a_first_publication_leads_to_the_preview(client, editor):
    article = make_article()
    client.force_login(editor)
    page = client.get(address(article, "publish")).content.decode()
    assert "Readers then see this story." in page
    assert f'href="{address(article, "preview")}"' in page


@pytest.mark.parametrize("verb", ["return", "withdraw", "retract", "hotfix"])
def test_the_page_of_a_verb_opens_in_its_first_field(client, editor, verb):
    article = make_live_story().article
    desk.submit(article, by=editor)
    client.force_login(editor)
    page = client.get(address(article, verb)).content.decode()
    assert page.count(" autofocus") == 1


def test_a_scheduled_update_says_how_it_can_be_changed(client, editor, writer):
    article = make_live_story(owner=writer).article
    desk.save(article, by=editor, headline="Newer")
    desk.publish(article, by=editor, at=timezone.now() + timedelta(hours=1), change="update")
    sentence = "cancel the schedule, or make a hot fix"
    client.force_login(editor)
    assert sentence in client.get(address(article)).content.decode()
    client.force_login(writer)
    assert sentence not in client.get(address(article)).content.decode()
