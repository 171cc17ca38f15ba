"""What is typed is kept on the server until it is saved, whoever sends what in which order."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import desk, keeping
from articles.models import Article
from articles.models.keeping import Autosave
from articles.tests.desk_form import LIST, address, typed
from articles.tests.factories import make_article, make_user

NEW = f"{LIST}keep/"


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch):
    monkeypatch.setattr(keeping, "PAUSE", timedelta(0))


def send(client, user, article=None, window="w" * 22, number=1, pairs=None, **fields):
    """What the form's scripts post; `fields` are what stands in the form."""
    message = {
        "window": window,
        "user": user.pk,
        "number": number,
        "typed": pairs or [[k, v] for k, v in fields.items()],
    }
    message |= {"base": article.head_id} if article else {}
    return post(client, message, article)


def post(client, message, article=None):
    where = address(article, "keep") if article else NEW
    data = message if isinstance(message, str | bytes) else json.dumps(message)
    return client.post(where, data, content_type="application/json", headers={"Accept": "application/json"})


def test_what_is_typed_is_kept_without_a_revision_and_offered_when_one_comes_back(client, writer):
    article = make_article(owner=writer, headline="Saved")
    client.force_login(writer)
    answer = send(client, writer, article, headline="Typed", body="One.")
    assert answer.json()["kept"] is True
    assert article.revisions.count() == 1
    page = client.get(address(article)).content.decode()
    assert "did not save it" in page
    assert "<ins>Typed</ins>" in page
    assert ">\nSaved</textarea>" in page


def test_the_newest_stands_in_one_row_and_what_comes_late_changes_nothing(client, writer):
    article = make_article(owner=writer)
    client.force_login(writer)
    for number, words in [(1, "one"), (3, "three"), (2, "two"), (3, "another three")]:
        send(client, writer, article, number=number, body=words)
    row = Autosave.objects.get()
    assert (row.number, row.body) == (3, "three")


def test_the_same_message_sent_twice_is_kept(client, writer):
    client.force_login(writer)
    assert [send(client, writer, body="Once.").json()["kept"] for _n in range(2)] == [True, True]


def test_a_save_ends_it_and_a_late_message_does_not_bring_it_back(client, writer):
    article = make_article(owner=writer)
    client.force_login(writer)
    send(client, writer, article, number=1, headline="Typed")
    client.post(address(article), typed(article, headline="Typed", window="w" * 22, number="2"))
    assert send(client, writer, article, number=1, headline="Typed").json()["kept"] is False
    assert not Autosave.objects.waiting(writer).exists()
    assert "did not save it" not in client.get(address(article)).content.decode()


def test_two_windows_of_one_person_keep_each_their_own(client, writer):
    article = make_article(owner=writer)
    client.force_login(writer)
    send(client, writer, article, window="a" * 22, body="From one.")
    send(client, writer, article, window="b" * 22, body="From another.")
    assert {row.body for row in Autosave.objects.waiting(writer)} == {"From one.", "From another."}


def test_using_it_puts_it_into_the_form_and_saving_ends_it(client, writer):
    article = make_article(owner=writer, headline="Saved")
    client.force_login(writer)
    send(client, writer, article, pairs=pairs(typed(article, headline="Typed")))
    use = client.post(f"{LIST}kept/{Autosave.objects.get().pk}/", {"verb": "use"})
    page = client.get(use.url)
    assert page.context["form"]["headline"].value() == "Typed"
    assert Article.objects.get().headline == "Saved"
    window = page.context["window"]
    client.post(address(article), typed(article, headline="Typed", window=window, number="1"))
    assert Article.objects.get().headline == "Typed"
    assert not Autosave.objects.waiting(writer).exists()


def test_discarding_can_be_undone(client, writer):
    article = make_article(owner=writer)
    client.force_login(writer)
    send(client, writer, article, headline="Typed")
    row = f"{LIST}kept/{Autosave.objects.get().pk}/"
    page = client.post(row, {"verb": "discard"}, follow=True).content.decode()
    assert "did not save it" not in page
    assert "Discarded: what you typed" in page
    assert "did not save it" in client.post(row, {"verb": "undo"}, follow=True).content.decode()


def test_using_it_after_somebody_saved_puts_both_together(client, writer, editor):
    article = make_article(owner=writer, body="First.\n\nSecond.")
    client.force_login(writer)
    send(client, writer, article, pairs=pairs(typed(article, body="First, mine.\n\nSecond.")))
    desk.save(article, by=editor, body="First.\n\nSecond, theirs.")
    use = client.post(f"{LIST}kept/{Autosave.objects.get().pk}/", {"verb": "use"})
    form = client.get(use.url).context["form"]
    assert form["body"].value() == "First, mine.\n\nSecond, theirs."
    article.refresh_from_db()
    assert form["base"].value() == article.head_id


def test_using_it_where_somebody_changed_the_same_words_leads_to_the_conflict_page(client, writer, editor):
    article = make_article(owner=writer, dek="Old.")
    client.force_login(writer)
    send(client, writer, article, pairs=pairs(typed(article, dek="Mine.")))
    desk.save(article, by=editor, dek="Theirs.")
    use = client.post(f"{LIST}kept/{Autosave.objects.get().pk}/", {"verb": "use"})
    assert "which words are to stand" in client.get(use.url).content.decode()
    assert Autosave.objects.waiting(writer).exists()


def test_a_story_never_saved_is_offered_on_the_list_and_where_one_begins(client, writer):
    client.force_login(writer)
    send(client, writer, headline="Begun", body="Words.", kind="news")
    for page in (LIST, f"{LIST}add/"):
        assert "Begun" in client.get(page).content.decode()
    assert Article.objects.count() == 0
    use = client.post(f"{LIST}kept/{Autosave.objects.get().pk}/", {"verb": "use"})
    page = client.get(use.url)
    assert page.context["form"]["body"].value() == "Words."
    first = typed(headline="Begun", body="Words.", window=page.context["window"])
    client.post(f"{LIST}add/", first)
    client.post(f"{LIST}add/", first)
    assert Article.objects.count() == 1
    assert not Autosave.objects.waiting(writer).exists()


def test_a_save_whose_answer_was_lost_is_no_conflict_with_what_was_typed_since(client, writer):
    article = make_article(owner=writer, body="Hello")
    client.force_login(writer)
    first = typed(article, body="Hello wor", window="w" * 22, number="1")
    client.post(address(article), first)
    answer = client.post(address(article), first | {"body": "Hello world.", "number": "2"})
    assert answer.status_code == 302
    assert Article.objects.get().body == "Hello world."


def test_a_save_in_place_answers_what_changes_in_the_page(client, writer):
    article = make_article(owner=writer, headline="Old")
    client.force_login(writer)
    asks = {"Accept": "application/json"}
    answer = client.post(address(article), typed(article, headline="New"), headers=asks)
    article.refresh_from_db()
    assert (article.headline, answer.json()["base"], answer.json()["slug"]) == ("New", article.head_id, "new")
    answer = client.post(address(article), typed(article, headline="H" * 251), headers=asks)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["headline"])
    stale = typed(article, dek="Mine.")
    desk.save(article, by=None, dek="Theirs.")
    answer = client.post(address(article), stale, headers=asks)
    assert (answer.status_code, answer.json()) == (409, {"moved": True})
    assert Article.objects.get().dek == "Theirs."


def test_others_see_who_is_there_and_nobody_sees_what_they_type(client, writer, editor):
    article = make_article(owner=writer)
    client.force_login(writer)
    send(client, writer, article, body="CANARY")
    client.force_login(editor)
    answer = post(client, {"window": "e" * 22, "user": editor.pk}, article).json()
    assert [sentence.partition(",")[0] for sentence in answer["others"]] == [f"{writer.name} is editing"]
    for page in (address(article), LIST, address(article, "preview"), address(article, "history"), f"{LIST}add/"):
        assert "CANARY" not in client.get(page).content.decode()
    assert f"{writer.name} is editing" in client.get(LIST).content.decode()
    assert client.post(f"{LIST}kept/{Autosave.objects.waiting(writer).get().pk}/", {"verb": "use"}).status_code == 404
    assert client.get(f"{address(article)}?window={'w' * 22}").context["form"]["body"].value() != "CANARY"


def test_a_window_that_closed_is_not_there_any_more(client, writer, editor):
    article = make_article(owner=writer)
    client.force_login(writer)
    post(client, {"window": "w" * 22, "user": writer.pk}, article)
    assert [row.by for row in keeping.others(article, editor)] == [writer]
    post(client, {"window": "w" * 22, "user": writer.pk, "left": True}, article)
    assert keeping.others(article, editor) == []


def test_a_window_that_closes_as_the_story_goes_to_the_editors_is_not_there_any_more(client, writer, editor):
    article = make_article(owner=writer)
    client.force_login(writer)
    send(client, writer, article, body="Mine.")
    desk.submit(article, by=writer)
    assert post(client, {"window": "w" * 22, "user": writer.pk, "left": True}, article).status_code == 200
    assert keeping.others(article, editor) == []


def test_somebody_elses_window_is_ones_own_window_of_that_name(client, writer, editor):
    article = make_article(owner=writer)
    client.force_login(writer)
    send(client, writer, article, number=9, body="Mine.")
    client.force_login(editor)
    assert send(client, editor, article, number=10, body="Theirs.").json()["kept"] is True
    assert Autosave.objects.get(by=writer).body == "Mine."


def test_a_window_of_one_article_takes_nothing_for_another(client, writer):
    one, other = make_article(owner=writer), make_article(owner=writer)
    client.force_login(writer)
    send(client, writer, one, number=1, body="One.")
    assert send(client, writer, other, number=2, body="Other.").json()["kept"] is False
    assert send(client, writer, None, number=3, body="New.").json()["kept"] is False
    assert Autosave.objects.get().body == "One."


def test_who_may_not_edit_keeps_nothing(client, writer):
    article = make_article(owner=writer)
    stranger = make_user("writer")
    client.force_login(stranger)
    assert send(client, stranger, article, body="Mine.").status_code == 404
    desk.submit(article, by=writer)
    client.force_login(writer)
    refused = send(client, writer, article, body="Mine.")
    assert (refused.status_code, list(refused.json())) == (403, ["error"])
    assert not Autosave.objects.exists()


def test_what_was_typed_just_before_the_story_went_to_the_editors_can_still_be_read(client, writer):
    article = make_article(owner=writer)
    desk.submit(article, by=writer)
    client.force_login(writer)
    message = {"window": "w" * 22, "user": writer.pk, "number": 1, "typed": [["body", "The last words."]], "late": True}
    assert post(client, message, article).json()["kept"] is True
    page = client.get(address(article)).content.decode()
    assert "The last words." in page
    assert ">Use it<" not in page
    assert keeping.others(article, make_user("editor")) == []


def test_text_is_never_kept_under_somebody_else_who_signed_in_meanwhile(client, writer, editor):
    article = make_article(owner=writer)
    client.force_login(editor)
    assert send(client, writer, article, body="The writer's.").status_code == 409
    assert not Autosave.objects.exists()


@pytest.mark.parametrize(
    "message",
    [
        "",
        "[]",
        "{",
        b"\xff\xfe",
        "[" * 50_000,
        {"window": "short"},
        {"window": "é" * 22},
        {"window": 1},
        {"number": -1, "typed": []},
        {"number": 2**80, "typed": []},
        {"number": "1", "typed": []},
        {"number": True, "typed": []},
        {"number": 1, "typed": "words"},
        {"number": 1, "typed": [["body"]]},
        {"number": 1, "typed": [["body", 1]]},
        {"number": 1, "typed": [["bödy", "x"]]},
        {"number": 1, "typed": [["b" * 200, "x"]]},
        {"number": 1, "typed": [["body", "x"]] * 301},
        {"number": 1, "typed": None},
    ],
)
def test_a_message_that_our_scripts_would_not_write_is_refused(client, writer, message):
    article = make_article(owner=writer)
    client.force_login(writer)
    if isinstance(message, dict):
        message = {"window": "w" * 22, "user": writer.pk} | message
    assert post(client, message, article).status_code == 400
    assert not Autosave.objects.exclude(typed=[]).exists()


@pytest.mark.parametrize("base", [None, "x", -1, 2**70, True, [], 0])
def test_a_base_that_is_none_is_no_base(client, writer, base):
    article, other = make_article(owner=writer), make_article()
    client.force_login(writer)
    for lie in (base, other.head_id):
        message = {"window": "w" * 22, "user": writer.pk, "number": 1, "typed": [["body", "x"]], "base": lie}
        assert post(client, message, article).json()["kept"] is True
        assert Autosave.objects.get().base is None
        client.get(address(article))


def test_what_is_too_long_is_refused_and_what_is_no_text_falls_away(client, writer):
    client.force_login(writer)
    assert send(client, writer, body="x" * 900_000).status_code == 413
    send(client, writer, body="one\x00two\ud800", **{"bylines-author": "x"})
    assert Autosave.objects.get().body == "onetwo"


def test_nobody_fills_the_table_and_what_is_old_is_swept(client, writer, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_WINDOWS", 2)
    client.force_login(writer)
    statuses = [send(client, writer, window=f"{n}" * 22, body="x").status_code for n in range(4)]
    assert statuses == [200, 200, 429, 429]
    long_ago = timezone.now() - timedelta(days=100)
    Autosave.objects.update(opened_at=long_ago, typed_at=long_ago, seen_at=None)
    assert send(client, writer, window="z" * 22, body="x").status_code == 200
    assert Autosave.objects.count() == 1


def test_what_was_discarded_counts_no_longer(client, writer, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_WINDOWS", 2)
    client.force_login(writer)
    for n in range(3):
        send(client, writer, window=f"{n}" * 22, body="x")
    keeping.discard(Autosave.objects.filter(by=writer).first())
    assert send(client, writer, window="z" * 22, body="x").status_code == 200


def test_a_save_never_fails_for_what_is_kept(client, writer, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_WINDOWS", 2)
    article = make_article(owner=writer)
    client.force_login(writer)
    for n in range(2):
        send(client, writer, window=f"{n}" * 22, body="x")
    new = client.post(f"{LIST}add/", typed(headline="A new story", window="n" * 22))
    old = client.post(address(article), typed(article, dek="Saved", window="o" * 22))
    bad = client.post(f"{LIST}add/", typed(headline="H" * 251, body="Not lost", window="b" * 22))
    assert (new.status_code, old.status_code, bad.status_code) == (302, 302, 200)
    assert set(Article.objects.values_list("headline", "dek")) >= {("A new story", "")}
    assert Article.objects.get(pk=article.pk).dek == "Saved"
    assert keeping.row_of(writer, "b" * 22).body == "Not lost"


def test_windows_make_room_for_the_newest_the_empty_first(client, writer, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_ROWS", 3)
    client.force_login(writer)
    send(client, writer, window="t" * 22, body="Words.")
    for n in range(5):
        assert send(client, writer, window=f"{n}" * 22, pairs=[]).status_code == 200
    assert Autosave.objects.filter(by=writer).count() == 3
    assert keeping.row_of(writer, "t" * 22).body == "Words."


def test_a_window_writes_no_faster_than_a_person(client, writer, monkeypatch):
    monkeypatch.setattr(keeping, "PAUSE", timedelta(hours=1))
    client.force_login(writer)
    assert [send(client, writer, number=n, body="x").status_code for n in (1, 2)] == [200, 429]


def test_a_post_that_could_not_be_saved_is_kept(client, writer):
    client.force_login(writer)
    client.post(f"{LIST}add/", typed(headline="H" * 251, body="An hour's work."))
    assert Autosave.objects.waiting(writer).get().body == "An hour's work."


def test_only_the_forms_own_data_is_read_back(client, writer):
    """What was kept may say anything: it goes through the form like a post."""
    article = make_article(owner=writer)
    client.force_login(writer)
    lies = [
        ["section", "999999"],
        ["hero", "x"],
        ["bylines-author", "9" * 400],
        ["state", "ready"],
        ["related_pins", "#1"],
    ]
    send(client, writer, article, pairs=[*lies, ["headline", '"><script>alert(1)</script>']])
    for page in (address(article), f"{address(article)}?window={'w' * 22}", LIST):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


def pairs(posted):
    """A posted form as [name, value] pairs."""
    return [
        [name, str(value)]
        for name, values in posted.items()
        for value in (values if isinstance(values, list) else [values])
        if name not in ("base", "window", "number")
    ]
