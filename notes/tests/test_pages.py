"""The pages for notes: who gets what, what is shown, what becomes of what was typed."""

import pytest
from django.contrib import admin
from django.urls import reverse

from articles import desk
from articles.tests.factories import make_article, make_user
from notes import desk as notes
from notes.models import Note

pytestmark = pytest.mark.django_db

ROLES = ["nobody", "owner", "writer", "moderator", "editor", "chief"]
# As in articles/tests/test_desk_matrix.py. 422: admitted, but nothing was typed. 302 to sign in, or back to the notes.
MATRIX = {
    "of_article": ("302 200 404 403 200 200", "302 422 404 403 422 422"),
    "answer": ("302 405 405 405 405 405", "302 422 404 403 422 422"),
    "change": ("302 405 405 405 405 405", "302 403 404 403 422 403"),
    "take_back": ("302 405 405 405 405 405", "302 403 404 403 302 403"),
    "resolve": ("302 405 405 405 405 405", "302 302 404 403 302 302"),
    "reopen": ("302 405 405 405 405 405", "302 302 404 403 302 302"),
}


@pytest.fixture
def people(db):
    return {role: make_user("writer" if role == "owner" else role) for role in ROLES[1:]}


@pytest.fixture
def story(people):
    return make_article(owner=people["owner"], headline="CANARY headline", body="CANARY body, and more of it.")


def address(name, story, note):
    return reverse(f"admin:notes_note_{name}", args=[story.pk if name == "of_article" else note.pk])


def leave(story, by, **fields):
    note, _others = notes.add(story, by=by, text=fields.pop("text", "CANARY note"), **fields)
    return note


def test_every_address_has_its_row():
    names = {pattern.name for pattern in admin.site._registry[Note].get_urls()}
    assert names == {f"notes_note_{name}" for name in MATRIX}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", MATRIX)
def test_each_role_gets_what_the_matrix_says(client, people, story, name, method):
    statuses = []
    for role in ROLES:
        note = leave(story, people["editor"])
        client.logout()
        if role != "nobody":
            client.force_login(people[role])
        response = getattr(client, method)(address(name, story, note))
        statuses.append(response.status_code)
        if role in ("nobody", "writer", "moderator"):
            assert b"CANARY" not in response.content
    assert " ".join(map(str, statuses)) == MATRIX[name][method == "post"]


def test_numbers_that_are_no_note_and_no_article_tell_nothing(client, people):
    client.force_login(people["editor"])
    for number in (0, 10**17):
        assert client.get(reverse("admin:notes_note_of_article", args=[number])).status_code == 404
        assert client.post(reverse("admin:notes_note_answer", args=[number]), {"text": "Hm"}).status_code == 404


def test_without_a_script_a_note_is_left_and_answered(client, people, story):
    client.force_login(people["editor"])
    page = reverse("admin:notes_note_of_article", args=[story.pk])
    left = client.post(page, {"quote": "and more of it", "text": "How much more?"}, follow=True)
    note = Note.objects.get()
    assert left.redirect_chain == [(f"{page}#note-{note.pk}", 302)]
    assert "How much more?" in left.content.decode()
    client.force_login(people["owner"])
    client.post(reverse("admin:notes_note_answer", args=[note.pk]), {"text": "A line."})
    assert "A line." in client.get(page).content.decode()


def test_what_was_typed_is_still_there_when_it_is_refused(client, people, story):
    client.force_login(people["editor"])
    page = reverse("admin:notes_note_of_article", args=[story.pk])
    refused = client.post(page, {"quote": "nothing like that was ever written", "text": "Long <thoughts>"})
    assert refused.status_code == 422
    assert "Long &lt;thoughts&gt;" in refused.content.decode()
    assert "The saved text has no such passage" in refused.content.decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("see https://example.com/?a=1&b=2", '<a href="https://example.com/?a=1&amp;b=2" rel="nofollow">'),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("two\nlines", "two<br>lines"),
        ('@x"onmouseover="alert(1)', "@x&quot;onmouseover=&quot;alert(1)"),
    ],
)
def test_a_note_is_plain_text_with_links(client, people, story, text, shown):
    leave(story, people["editor"], text=text)
    client.force_login(people["owner"])
    page = client.get(reverse("admin:notes_note_of_article", args=[story.pk])).content.decode()
    assert shown in page
    assert 'href="javascript' not in page


def test_a_name_with_marks_in_it_is_shown_as_text(client, people, story):
    people["owner"].name = "<b>Bo</b>"
    people["owner"].save()
    leave(story, people["editor"], text="@<b>Bo</b> and @Bo")
    client.force_login(people["owner"])
    page = client.get(reverse("admin:notes_note_of_article", args=[story.pk])).content.decode()
    assert "<b>Bo</b>" not in page


def test_only_who_may_open_the_story_is_offered_for_a_mention(client, people, story):
    client.force_login(people["editor"])
    page = client.get(reverse("admin:notes_note_of_article", args=[story.pk])).context["people"]
    assert set(page) == {people["owner"], people["editor"], people["chief"]}


def test_the_page_costs_the_same_however_many_notes_there_are(client, people, story, django_assert_max_num_queries):
    client.force_login(people["editor"])
    for n in range(30):
        notes.answer(
            leave(story, people["owner"], text=f"Note {n} @{people['editor'].name}"), by=people["editor"], text="Yes."
        )
    with django_assert_max_num_queries(22):
        client.get(reverse("admin:notes_note_of_article", args=[story.pk]))


def test_beside_the_text_stands_only_what_the_script_asks_for(client, people, story):
    client.force_login(people["editor"])
    page = reverse("admin:notes_note_of_article", args=[story.pk]) + "?beside"
    answer = client.post(page, {"text": f"@{people['moderator'].name}?"}).content.decode()
    assert "<html" not in answer
    assert f"Not told: {people['moderator'].name}" in answer
    assert "no-store" in client.get(page)["Cache-Control"]


def test_the_form_of_the_story_says_how_many_notes_are_open(client, people, story):
    client.force_login(people["owner"])
    leave(story, people["editor"])
    notes.resolve(leave(story, people["editor"]), by=people["editor"])
    form = client.get(story.get_desk_url()).content.decode()
    assert "data-notes-count>1</span>" in form


def test_a_note_on_a_published_story_changes_nothing_of_it(people, story):
    desk.publish(story, by=people["editor"])
    before = story.live_edition()
    leave(story, people["editor"], quote="CANARY body")
    assert story.live_edition() == before
    assert story.revisions.count() == 1
