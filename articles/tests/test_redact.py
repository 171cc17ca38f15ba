"""A legal removal reaches the past: every edition, version, autosave, the index and the pages; and it shows."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from articles import desk, redaction, search
from articles.models import Article, Autosave, Edition, Redaction, Seal
from articles.readable import texts_of
from articles.tests.desk_form import address, typed
from articles.tests.factories import make_article, make_live_story
from articles.tests.test_verify_history import verify
from newsroom.models import LogLine, Purge

SECRET = "John Q. Canary"
HOUR = timedelta(hours=1)


@pytest.fixture
def story(editor):
    """One whose name stands in two past editions, the live one, a scheduled one, a note, a caption and a draft."""
    article = make_article(body=f"It was **{SECRET}**.\n\nHe left.", headline="A phone", dek=f"By {SECRET.upper()}")
    desk.publish(article, by=None, at=timezone.now() - 2 * HOUR)
    desk.hotfix(article, by=editor, body=f"{SECRET}, again.\n\nHe left.", change="correction", note=f"Of {SECRET}.")
    desk.hotfix(article, by=editor, body=f"So *{SECRET}*.\n\nHe left.", change="typo")
    desk.save(article, by=editor, body=f"Soon {SECRET}.\n\nHe is gone.", hero_caption=f"{SECRET} in May")
    desk.publish(article, by=editor, at=timezone.now() + HOUR, change="update")
    desk.save(article, by=editor, body=f"Draft of {SECRET}.")
    Autosave.objects.create(by=editor, article=article, window="w", typed=[["body", f"Typed {SECRET}"]])
    make_live_story(body=f"Another on {SECRET}.")
    return article


def everything():
    """All that the database holds, table by table, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith("articles_search") or table == "articles_search":
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
                found[table] = str(cursor.fetchall())
    return found


def test_the_words_are_nowhere_afterwards_and_a_stub_is(client, story, chief):
    desk.redact(story, by=chief, passage="john q canary", reason="A court said so")
    other = Article.objects.exclude(pk=story.pk).get().pk
    holding = {table for table, text in everything().items() if "canary" in text.casefold()}
    rows = [*Edition.objects.exclude(article=other), *story.revisions.all(), Article.objects.get(pk=story.pk)]
    assert "canary" not in "".join(str(vars(row)) for row in rows).casefold()
    assert holding <= {
        "articles_article",
        "articles_edition",
        "articles_revision",
        "articles_search",
        "newsroom_logline",
    }
    assert "canary" not in "".join(LogLine.objects.values_list("label", flat=True)).casefold()
    day = f"{timezone.now():%Y}"
    live = story.live_edition()
    for page in (live.get_absolute_url(), live.history_url):
        html = client.get(page).content.decode()
        assert "Canary" not in html
        assert "for legal reasons" in html
        assert "A court said so" in html
        assert day in html
    assert "[Removed for legal reasons]" in client.get("/corrections/").content.decode()
    assert "anary" not in client.get("/corrections/").content.decode()
    assert search.find("canary") == [Edition.objects.get(article=other).pk]
    assert Autosave.objects.get().typed[0][1].startswith("Typed \\[Removed on")


def test_it_verifies_as_a_redaction_and_nothing_else_does(story, chief):
    before = dict(Seal.objects.values_list("pk", "digest"))
    desk.redact(story, by=chief, passage=SECRET, reason="A court said so")
    assert verify() == (0, "5 editions: 4 with redactions, 0 flaws.\n")
    assert dict(Seal.objects.values_list("pk", "digest")) == before
    Edition.objects.filter(article=story).update(excerpt="More")
    assert "4 flaws" in verify()[1]


def test_the_seal_tells_nobody_what_was_removed(story, chief):
    salts = set(Seal.objects.filter(edition__article=story).values_list("salt", flat=True))
    desk.redact(story, by=chief, passage=SECRET, reason="A court said so")
    assert not salts & set(Seal.objects.values_list("salt", flat=True))


def test_a_removal_can_not_be_made_without_the_line_that_tells_of_it(story, chief):
    edition = story.editions.first()
    Edition.objects.filter(pk=edition.pk).update(body="[Removed]")
    Seal.objects.filter(pk=edition.pk).update(salt="new")
    assert verify()[0] == 1


def test_it_is_purged_hard_and_logged_with_its_reason(story, chief):
    Purge.objects.all().delete()
    desk.redact(story, by=chief, passage=SECRET, reason="A court  said so ")
    assert any(
        row.hard and {f"story:{story.pk}", "latest", "corrections"} <= set(row.tags) for row in Purge.objects.all()
    )
    line = LogLine.objects.latest("pk")
    assert (line.action, line.reason, line.by) == ("redacted", "A court said so", chief)
    made = Redaction.objects.get()
    assert (made.by, len(made.editions)) == (chief, 4)


def test_later_editions_and_versions_come_from_what_is_left(story, chief, editor):
    desk.redact(story, by=chief, passage=SECRET, reason="A court said so")
    first = story.revisions.get(number=1)
    desk.restore(story, first, by=editor)
    desk.cancel(story, by=editor)
    desk.publish(story, by=editor, change="update")
    assert "Canary" not in story.live_edition().body_html
    assert verify()[0] == 0


def test_who_has_the_old_text_open_does_not_put_it_back_unseen(client, story, chief, editor):
    client.force_login(editor)
    form = typed(story)
    desk.redact(story, by=chief, passage=SECRET, reason="A court said so")
    answer = client.post(address(story), form)
    assert answer.status_code != 302
    assert "Canary" not in Article.objects.get(pk=story.pk).body


@pytest.mark.parametrize(
    ("text", "passage", "left"),
    [
        ("Annual Ann, ANN.", "Ann", "Annual X, X."),
        ("John\nSmith and John **Smith** and Johnsmith", "John Smith", "X and X** and Johnsmith"),
        ("A (b) c", "b", "A (X) c"),
        ("Müller müller", "MÜLLER", "X X"),
        ("a_b_c b", "b", "a_X_c X"),
        ("$1.50 or 1", "1.50", "$X or 1"),
    ],
)
def test_what_counts_as_the_words(text, passage, left):
    pattern = redaction.Passage(passage, "r", timezone.now()).pattern
    assert pattern.sub("X", text) == left


@pytest.mark.parametrize(
    ("passage", "reason", "field"),
    [
        ("…", "Why", "passage"),
        ("Nobody", "Why", "passage"),
        (SECRET, " ", "reason"),
        (SECRET, f"No {SECRET}", "reason"),
    ],
)
def test_what_can_not_be_is_said_on_its_field(story, chief, passage, reason, field):
    before = everything()
    with pytest.raises(ValidationError) as refused:
        desk.redact(story, by=chief, passage=passage, reason=reason)
    assert list(refused.value.message_dict) == [field]
    assert everything() == before


def test_words_with_a_link_between_them_are_not_left_behind_unsaid(chief):
    story = make_live_story(body="So [John](https://example.com/) Canary said, John Canary.").article
    with pytest.raises(ValidationError, match="part by part"):
        desk.redact(story, by=chief, passage="John Canary", reason="Why")


HIDDEN = [
    "John&nbsp;Canary",
    "John&#32;Canary",
    "J&#111;hn Canary",
    "John Can\u00adary",
    "John Can&shy;ary",
    "Jo\u200bhn Canary",
    "\uff2aohn Canary",  # a wide J
    "[x](https://example.com/John%20Canary)",
    '[x](https://example.com/ "John&#32;Canary")',
    '[x](https://example.com/J%6Fhn-Canary "y")',
]


@pytest.mark.parametrize("written", HIDDEN)
def test_words_are_found_as_they_read_however_they_are_written(chief, written):
    story = make_live_story(body=f"The man is {written} of Bonn.").article
    desk.redact(story, by=chief, passage="John Canary", reason="Why")
    passage = redaction.Passage("John Canary", "Why", timezone.now())
    story = Article.objects.get(pk=story.pk)
    assert not any(passage.is_in(text) for text in [story.body, *texts_of(story.live_edition().body_html)])
    assert "anary" not in story.body
    assert "Why" in story.live_edition().body_html


@pytest.mark.parametrize("written", ["John&nbsp;Canary", "John Can\u00adary"])
def test_a_draft_does_not_bring_the_words_back(chief, editor, written):
    story = make_live_story(body="The man is John Canary.").article
    desk.save(story, by=editor, body=f"The man is {written}.")
    desk.redact(story, by=chief, passage="John Canary", reason="Why")
    desk.publish(story, by=editor, change="update")
    assert "anary" not in story.live_edition().body_html


@pytest.mark.parametrize(
    "written", ["John[^1] Canary.\n\n[^1]: A note", "John Can*a*ry", "[John](https://example.com/) Canary"]
)
@pytest.mark.parametrize("live", [True, False])
def test_nobody_is_told_that_words_are_gone_that_can_still_be_read(chief, editor, written, live):
    story = make_live_story(body=f"So {written}" if live else "So John Canary.").article
    if not live:
        desk.save(story, by=editor, body=f"So {written}")
    place = "the edition of" if live else "the working copy"
    with pytest.raises(ValidationError, match=f"{place}.*part by part"):
        desk.redact(story, by=chief, passage="John Canary", reason="Why")
    assert not Redaction.objects.exists()


def test_only_who_was_given_it_may(client, story, editor, chief):
    with pytest.raises(PermissionDenied):
        desk.redact(story, by=editor, passage=SECRET, reason="Why")
    client.force_login(editor)
    assert "Remove a passage" not in client.get(address(story, "history")).content.decode()
    client.force_login(chief)
    assert "Remove a passage" in client.get(address(story, "history")).content.decode()


def test_the_page_shows_where_the_words_stand_before_it_removes_them(client, story, chief):
    client.force_login(chief)
    form = {"passage": SECRET, "reason": "A <b>court</b> said so"}
    page = client.post(address(story, "redact"), form)
    assert f"<del>{SECRET}</del>" in page.content.decode()
    assert len(page.context["found"]["editions"]) == 4
    assert not Redaction.objects.exists()
    mark = page.context["form"].mark()
    other = client.post(address(story, "redact"), form | {"passage": "He left", "mark": mark})
    assert other.status_code == 200  # the words were changed after they were looked for
    assert not Redaction.objects.exists()
    assert client.post(address(story, "redact"), form | {"mark": mark}).status_code == 302
    html = client.get(story.live_edition().get_absolute_url()).content.decode()
    assert "&lt;b&gt;court" in html
    assert "<b>court" not in html
