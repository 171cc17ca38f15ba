import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import desk
from articles.models import Article, Revision
from articles.tests.factories import make_article, make_author, make_live_story, make_user
from newsroom.models import LogLine


def test_a_save_keeps_the_whole_content_as_a_revision(writer):
    author = make_author()
    article = Article()
    revision = desk.save(article, by=writer, headline="One", tags=["chips", "Acme"], bylines=[(author, "photos")])
    assert (revision.number, revision.by, revision.article) == (1, writer, article)
    assert revision.content["headline"] == "One"
    assert revision.content["tags"] == ["Acme", "chips"]
    assert revision.content["bylines"] == [[author.pk, "photos"]]
    assert sorted(article.tags.names()) == ["Acme", "chips"]


def test_a_save_that_changes_nothing_makes_no_revision(writer):
    article = make_article(owner=writer, headline="One")
    assert desk.save(article, by=writer, headline="One") == article.head
    assert article.revisions.count() == 1


def test_every_save_has_its_line_in_the_log(writer):
    article = make_article(owner=writer)
    desk.save(article, by=writer, headline="Two")
    assert list(LogLine.objects.values_list("action", "by")) == [("saved", writer.pk), ("created", writer.pk)]


def test_a_writer_may_not_save_anothers_article(writer):
    article = make_article(owner=make_user("writer"))
    with pytest.raises(PermissionDenied):
        desk.save(article, by=writer, headline="Mine now")


def test_a_byline_makes_an_article_the_writers_own(writer):
    article = make_article(owner=make_user("writer"), bylines=[(make_author(user=writer), "words")])
    desk.save(article, by=writer, headline="Ours")
    assert Article.objects.get().headline == "Ours"


def test_a_moderator_may_not_write(moderator):
    with pytest.raises(PermissionDenied):
        desk.save(Article(), by=moderator, headline="No")
    assert not Article.objects.exists()


def test_what_is_no_part_of_the_content_is_refused(editor):
    article = make_article()
    for field in ("owner", "state", "published_at", "head"):
        with pytest.raises(ValidationError):
            desk.save(article, by=editor, **{field: 1})


def test_edits_of_two_people_are_merged_where_they_are_apart(editor, writer):
    article = make_article(owner=writer, headline="Old", body="First.\n\nSecond.\n\nThird.")
    base = article.head
    desk.save(article, by=editor, base=base, headline="New", body="First!\n\nSecond.\n\nThird.")
    desk.save(article, by=writer, base=base, headline="Old", body="First.\n\nSecond.\n\nThird, and more.")
    article.refresh_from_db()
    assert article.headline == "New"
    assert article.body == "First!\n\nSecond.\n\nThird, and more."


def test_a_true_conflict_stops_and_shows_the_other_side(editor, writer):
    article = make_article(owner=writer, body="One price: 5.")
    base = article.head
    desk.save(article, by=editor, base=base, body="One price: 6.")
    with pytest.raises(desk.Conflict) as conflict:
        desk.save(article, by=writer, base=base, body="One price: 7.")
    assert conflict.value.fields == ["body"]
    assert conflict.value.theirs["body"] == "One price: 6."
    assert Revision.objects.count() == 2


def test_the_slug_follows_the_headline_until_the_first_publication(writer, editor):
    article = make_article(owner=writer, headline="A first thought")
    desk.save(article, by=writer, headline="A second thought")
    article.refresh_from_db()
    assert article.slug == "a-second-thought"
    desk.publish(article, by=editor)
    desk.save(article, by=writer, headline="A third thought")
    article.refresh_from_db()
    assert article.slug == "a-second-thought"


def test_a_slug_typed_by_hand_stays(writer):
    article = make_article(owner=writer, headline="A first thought", slug="my-own")
    desk.save(article, by=writer, headline="A second thought")
    article.refresh_from_db()
    assert article.slug == "my-own"


def test_a_headline_without_latin_letters_still_gets_an_address(db):
    edition = make_live_story(headline="شركة تطلق هاتفا")
    assert edition.get_absolute_url().endswith(f"/story-{edition.article_id}/")


def test_tags_are_the_same_whatever_their_case(writer):
    make_article(owner=writer, tags=["Chips"])
    article = make_article(owner=writer, tags=["chips"])
    assert list(article.tags.names()) == ["Chips"]


def test_a_tag_keeps_its_first_spelling_in_the_revision_too(writer):
    make_article(owner=writer, tags=["AI"])
    article = make_article(owner=writer, tags=["ai", "Ai"])
    assert article.head.content["tags"] == ["AI"] == list(article.tags.names())


def test_a_slug_keeps_the_letters_that_are_no_plain_ones_with_an_accent(writer):
    article = make_article(owner=writer, headline="Łukasz Ørsted at Straße 5: Ægir’s đa", slug="")
    assert article.slug == "lukasz-orsted-at-strasse-5-aegirs-da"
