"""Private notes: left, answered, resolved, changed and taken back, by those who may open the story."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import desk
from articles.models import Article
from articles.tests.factories import make_article, make_author, make_user
from newsroom.models import LogLine, Notice
from notes import desk as notes
from notes import following
from notes.models import Note

pytestmark = pytest.mark.django_db

BODY = "The court ruled on Monday. It freed the phone maker from a fine.\n\nThe regulator will appeal."


@pytest.fixture
def story(writer):
    return make_article(owner=writer, headline="A ruling", body=BODY)


def note_on(story, by, quote="freed the phone maker", **fields):
    note, _others = notes.add(story, by=by, text="Of which country?", quote=quote, **fields)
    return note


def now(note):
    """What stands in the text at the note's place."""
    note.refresh_from_db()
    body = Article.objects.get(pk=note.article_id).body
    return body[note.start : note.end] if note.start is not None else None


def test_a_note_knows_its_place_in_the_saved_text(story, editor):
    note = note_on(story, editor)
    assert BODY[note.start : note.end] == note.quote == note.passage


def test_it_stays_at_its_passage_whatever_is_written_before(story, writer, editor):
    note = note_on(story, editor)
    desk.save(story, by=writer, body="Late on a rainy day in autumn.\n\n" + BODY)
    assert now(note) == "freed the phone maker"


def test_it_says_that_its_passage_is_gone_and_finds_it_again_when_it_comes_back(story, writer, editor):
    note = note_on(story, editor)
    desk.save(story, by=writer, body="Nothing of that is here.")
    assert now(note) is None
    assert note.lost_at and note.quote == "freed the phone maker"
    desk.save(story, by=writer, body="Once more. " + BODY)
    assert now(note) == "freed the phone maker"
    assert note.lost_at is None


def test_one_that_was_resolved_is_at_its_passage_when_it_is_opened_again(story, writer, editor):
    note = note_on(story, editor)
    notes.resolve(note, by=writer)
    desk.save(story, by=writer, body="Late on a rainy day in autumn.\n\n" + BODY.replace("freed the", "freed its"))
    notes.reopen(note, by=editor)
    assert now(note) == "freed its phone maker"


def test_what_is_lost_in_a_text_is_looked_for_in_it_once(story, writer, editor, monkeypatch):
    lost = note_on(story, editor)
    desk.save(story, by=writer, body="Nothing of that is here.")
    desk.save(story, by=writer, body="Nor is it here.")
    sought = []
    monkeypatch.setattr(following, "by_words", lambda body, anchor: sought.append(anchor.passage))
    notes.answer(lost, by=writer, text="It went.")
    assert not sought
    desk.save(story, by=writer, body="And not even here.")
    assert sought == [lost.quote]


def test_one_save_looks_for_so_many_by_their_words(story, writer, editor, monkeypatch):
    monkeypatch.setattr(following, "MOST_BY_WORDS", 2)
    three = [note_on(story, editor) for _ in range(3)]
    desk.save(story, by=writer, body=BODY.replace("the phone", "its phone"))
    assert [now(note) for note in three] == ["freed its phone maker", "freed its phone maker", None]
    assert three[2].lost_at
    desk.save(story, by=writer, body=BODY.replace("the phone", "each phone"))
    assert now(three[2]) is None  # those that just went come first
    desk.save(story, by=writer, body=BODY)
    assert [now(note) for note in three] == ["freed the phone maker"] * 3


def test_a_story_has_so_many_open_notes_at_most(story, editor, monkeypatch):
    monkeypatch.setattr(notes, "MOST", 2)
    first, _second = (note_on(story, editor) for _ in range(2))
    with pytest.raises(ValidationError, match="2 open notes"):
        note_on(story, editor)
    notes.resolve(first, by=editor)
    note_on(story, editor)
    with pytest.raises(ValidationError, match="2 open notes"):
        notes.reopen(first, by=editor)


def test_it_goes_through_a_merge(story, writer, editor):
    note, base = note_on(story, editor), story.head
    desk.save(story, by=editor, base=base, body=BODY.replace("The court", "The highest court"))
    desk.save(story, by=writer, base=base, body=BODY.replace("will appeal", "will not appeal"))
    assert now(note) == "freed the phone maker"


def test_a_hot_fix_leaves_it_at_a_passage_that_only_the_draft_has(story, writer, editor):
    desk.publish(story, by=editor)
    desk.save(story, by=editor, body=BODY + "\n\nA third paragraph that is not live yet.")
    note = note_on(story, editor, quote="third paragraph that is not live")
    desk.hotfix(story, by=editor, body=BODY.replace("Monday", "Tuesday"))
    assert now(note) == "third paragraph that is not live"


def test_a_passage_typed_by_hand_has_to_stand_there(story, editor):
    with pytest.raises(ValidationError, match="no such passage"):
        note_on(story, editor, quote="a passage that nobody wrote in this text")
    assert not Note.objects.exists()


def test_a_passage_of_what_is_not_saved_yet_is_found_once_it_is(story, writer, editor):
    note = note_on(story, writer, quote="which nobody had expected", start=30, before="ruled ", after=" on Monday")
    assert note.start is None and note.lost_at is None
    desk.save(story, by=writer, body=BODY.replace("ruled on", "ruled which nobody had expected on"))
    assert now(note) == "which nobody had expected"


def test_who_may_not_open_the_story_may_do_nothing(story, editor, moderator):
    note = note_on(story, editor)
    for stranger in (make_user("writer"), moderator):
        for deed in (
            lambda by: notes.add(story, by=by, text="Hm"),
            lambda by: notes.answer(note, by=by, text="Hm"),
            lambda by: notes.resolve(note, by=by),
            lambda by: notes.take_back(note, by=by),
        ):
            with pytest.raises(PermissionDenied):
                deed(stranger)
    assert Note.objects.count() == 1


def test_a_writer_answers_while_the_story_lies_with_the_editors(story, writer, editor):
    desk.submit(story, by=writer)
    note = note_on(story, editor)
    notes.answer(note, by=writer, text="Of ours.")
    assert [answer.text for answer in note.answers.all()] == ["Of ours."]


def test_ones_own_can_be_changed_until_it_is_answered(story, writer, editor):
    note = note_on(story, editor)
    notes.change(note, by=editor, text="Of what country?")
    with pytest.raises(PermissionDenied):
        notes.change(note, by=writer, text="Mine now")
    notes.answer(note, by=writer, text="Ours.")
    for deed in (lambda: notes.change(note, by=editor, text="Which?"), lambda: notes.take_back(note, by=editor)):
        with pytest.raises(ValidationError, match="answered"):
            deed()
    note.refresh_from_db()
    assert note.text == "Of what country?" and note.edited_at


def test_what_is_taken_back_is_gone_from_where_it_was_told_too(story, writer, editor):
    note = note_on(story, editor)
    assert writer.notices.get().words["text"] == "Of which country?"
    notes.take_back(note, by=editor)
    assert not Note.objects.exists() and not Notice.objects.exists()
    assert not LogLine.objects.filter(reason__contains="country").exists()


def test_resolved_is_out_of_the_way_and_an_answer_opens_it_again(story, writer, editor):
    note = note_on(story, editor)
    notes.resolve(note, by=writer)
    notes.resolve(note, by=writer)
    note.refresh_from_db()
    assert note.resolved_by == writer
    assert [notice.kind for notice in editor.notices.all()] == ["resolved"]
    notes.answer(note, by=editor, text="Not quite.")
    note.refresh_from_db()
    assert note.resolved_at is None


def test_those_in_the_thread_are_told_once_each(story, writer, editor):
    other = make_user("editor")
    note = note_on(story, editor)
    notes.answer(note, by=writer, text=f"@{other.name} knows.")
    notes.answer(note, by=other, text="I do.")
    told = [(notice.to, notice.kind, notice.by) for notice in Notice.objects.order_by("pk")]
    assert told == [
        (writer, "note", editor),
        (other, "mention", writer),
        (editor, "reply", writer),
        *sorted([(writer, "reply", other), (editor, "reply", other)], key=lambda line: line[0].pk),
    ]


def test_a_mention_of_somebody_who_may_not_open_the_story_tells_the_writer_and_nobody_else(story, editor, moderator):
    stranger = make_user("writer")
    text = f"@{stranger.name} and @{moderator.name} and @nobodyatall, see a@b.example"
    _note, others = notes.add(story, by=editor, text=text)
    assert others == [stranger.name, moderator.name, "nobodyatall"]
    assert not stranger.notices.exists() and not moderator.notices.exists()


def test_a_mention_added_by_a_change_is_told(story, editor):
    other = make_user("editor")
    note = note_on(story, editor)
    notes.change(note, by=editor, text=f"@{other.name}?")
    assert other.notices.get().kind == "mention"


def test_whoever_signs_the_story_is_told(story, editor):
    signer = make_user("writer")
    desk.save(story, by=editor, bylines=[(make_author(user=signer), "words")])
    note_on(story, editor)
    assert signer.notices.get().kind == "note"


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 4001])
def test_nothing_and_too_much_are_refused(story, editor, text):
    with pytest.raises(ValidationError):
        notes.add(story, by=editor, text=text)
