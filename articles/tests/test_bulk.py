"""The list with several articles at once, the trash, and a story duplicated: each article is asked for by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from articles import desk
from articles.models import Article
from articles.tests.desk_form import LIST, address, typed
from articles.tests.factories import make_article, make_live_story, make_user


def do(client, action, *articles, **fields):
    posted = {"action": action, "_selected_action": [article.pk for article in articles], "index": "0"} | fields
    return client.post(LIST, posted, follow=True).content.decode()


def in_trash(article):
    return Article.objects.get(pk=article.pk).trashed_at is not None


def long_ago(article):
    Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now() - timedelta(days=31))
    article.refresh_from_db()


def test_a_writer_trashes_ones_own_and_nothing_of_others(client, writer):
    own, others = make_article(owner=writer), make_article(owner=make_user("writer"))
    client.force_login(writer)
    page = do(client, "trash", own, others)
    assert "Done for 1 article." in page
    assert in_trash(own) and not in_trash(others)


def test_what_may_not_be_done_is_told_and_the_rest_is_done(client, editor):
    draft, live = make_article(), make_live_story().article
    client.force_login(editor)
    page = do(client, "trash", draft, live)
    assert in_trash(draft) and not in_trash(live)
    assert "Withdraw it, or cancel its schedule, first." in page


def test_trashing_is_undone_from_the_message(client, editor):
    articles = [make_article(), make_article()]
    client.force_login(editor)
    page = do(client, "trash", *articles)
    assert f"trash/?chosen={articles[0].pk}&amp;chosen={articles[1].pk}" in page
    undo = client.get(f"{LIST}trash/", {"chosen": [article.pk for article in articles]}).content.decode()
    assert undo.count(" checked") == 2
    client.post(f"{LIST}trash/", {"chosen": [article.pk for article in articles]})
    assert not any(in_trash(article) for article in articles)


def test_editors_assign_and_writers_may_not(client, editor, writer):
    article = make_article(owner=writer)
    client.force_login(writer)
    do(client, "assign", article, person=writer.pk)
    assert Article.objects.get().writer is None
    client.force_login(editor)
    do(client, "assign", article, person=writer.pk)
    assert Article.objects.get().writer == writer
    do(client, "assign", article, person=make_user("moderator").pk)
    assert "Choose with whom" in do(client, "assign", article, person="")
    assert Article.objects.get().writer == writer


def test_several_are_submitted_and_approved(client, editor, writer):
    articles = [make_article(owner=writer) for _n in range(3)]
    client.force_login(writer)
    assert "Done for 3 articles." in do(client, "submit", *articles)
    do(client, "approve", *articles)
    assert set(Article.objects.values_list("state", flat=True)) == {"review"}
    client.force_login(editor)
    do(client, "approve", *articles)
    assert set(Article.objects.values_list("state", flat=True)) == {"ready"}


def test_the_trash_restores_nothing_of_others(client, writer):
    others = make_article(owner=make_user("writer"), headline="CANARY")
    desk.trash(others, by=None)
    client.force_login(writer)
    assert "CANARY" not in client.get(f"{LIST}trash/").content.decode()
    client.post(f"{LIST}trash/", {"chosen": [others.pk, "x", "9" * 40]})
    assert in_trash(others)


def test_only_the_chief_deletes_and_only_what_lay_long_enough(client, editor):
    article, chief = make_article(), make_user("chief")
    desk.trash(article, by=None)
    with pytest.raises(ValidationError):
        desk.delete_for_good(article, by=chief)
    long_ago(article)
    with pytest.raises(PermissionDenied):
        desk.delete_for_good(article, by=editor)
    client.force_login(chief)
    client.post(address(article, "delete_for_good"))
    assert not Article.objects.exists()


def test_what_was_ever_published_is_never_deleted(db, editor):
    article = make_live_story().article
    desk.withdraw(article, by=editor, reason="Wrong")
    desk.trash(article, by=editor)
    long_ago(article)
    with pytest.raises(ValidationError):
        desk.delete_for_good(article, by=make_user("chief"))
    call_command("empty_trash")
    assert Article.objects.count() == 1


def test_the_command_empties_the_trash_of_what_is_old(db, capsys):
    old, new = make_article(), make_article()
    for article in (old, new):
        desk.trash(article, by=None)
    long_ago(old)
    call_command("empty_trash")
    assert list(Article.objects.all()) == [new]


def test_a_copy_has_the_content_and_nothing_of_the_history(db, editor, writer):
    story = make_live_story(headline="A story", tags=["chips"], owner=writer)
    desk.assign(story.article, by=editor, writer=writer)
    copy = desk.duplicate(story.article, by=editor)
    copy = Article.objects.get(pk=copy.pk)
    assert copy.headline == "Copy of A story" and copy.slug == "copy-of-a-story"
    assert copy.body == story.body and list(copy.tags.names()) == ["chips"] and copy.bylines.count() == 1
    assert copy.owner == editor and copy.writer is None and copy.state == "draft" and not copy.editions.exists()
    assert copy.revisions.count() == 1


def test_nobody_copies_what_they_may_not_see(db, writer):
    with pytest.raises(PermissionDenied):
        desk.duplicate(make_article(owner=make_user("writer")), by=writer)
    assert Article.objects.count() == 1


def test_duplicating_saves_first_and_leads_to_the_copy(client, writer):
    article = make_article(owner=writer, headline="Old")
    client.force_login(writer)
    page = client.post(address(article), typed(article, headline="New", then="duplicate"), follow=True).content.decode()
    assert "Open the copy" in page
    assert Article.objects.exclude(pk=article.pk).get().headline == "Copy of New"
