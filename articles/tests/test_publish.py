import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles import desk
from articles.models import Article, Edition
from articles.tests.factories import make_article, make_author, make_image, make_live_story, make_section
from newsroom.models import LogLine


def test_an_edition_is_a_copy_of_the_whole_article(editor):
    hero, author, section = make_image(alt="A phone", credit="Ann"), make_author(), make_section()
    article = make_article(
        headline="A phone", section=section, hero=hero, tags=["x", "y"], bylines=[(author, "words"), (author, "photos")]
    )
    edition = desk.publish(article, by=editor)
    assert (edition.headline, edition.section, edition.hero) == ("A phone", section, hero)
    assert (edition.hero_alt, edition.hero_credit) == ("A phone", "Ann")
    assert sorted(edition.tags.names()) == ["x", "y"]
    assert [(line.author, line.role) for line in edition.bylines.all()] == [(author, "words"), (author, "photos")]
    assert "<p>" in edition.body_html
    assert edition.words > 10


def test_readers_go_on_reading_the_edition_while_the_desk_writes(client, editor):
    edition = make_live_story(headline="As published")
    desk.save(edition.article, by=editor, headline="Not yet")
    page = client.get(edition.get_absolute_url()).content.decode()
    assert "As published" in page
    assert "Not yet" not in page


def test_a_writer_may_not_publish(writer):
    article = make_article(owner=writer)
    with pytest.raises(PermissionDenied):
        desk.publish(article, by=writer)
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"headline": " "}, "headline"),
        ({"body": ""}, "body"),
        ({"section": None}, "section"),
        ({"bylines": []}, "bylines"),
        ({"body": "/// figure | 999999\n///"}, "body"),
        ({"source_url": "https://example.com/a"}, "source_name"),
    ],
)
def test_an_article_that_lacks_something_is_not_published(editor, missing, field):
    article = make_article(**missing)
    with pytest.raises(ValidationError) as error:
        desk.publish(article, by=editor)
    assert field in error.value.message_dict


def test_a_main_picture_needs_its_alt_text(editor):
    article = make_article(hero=make_image(alt=""))
    with pytest.raises(ValidationError) as error:
        desk.publish(article, by=editor)
    assert "hero_alt" in error.value.message_dict
    desk.save(article, by=editor, hero_alt="A phone")
    assert desk.publish(article, by=editor).hero_alt == "A phone"


def test_a_change_to_a_live_story_needs_its_kind(editor):
    edition = make_live_story()
    desk.save(edition.article, by=editor, headline="Changed")
    with pytest.raises(ValidationError) as error:
        desk.publish(edition.article, by=editor)
    assert "change" in error.value.message_dict
    with pytest.raises(ValidationError):
        desk.publish(edition.article, by=editor, change="new")


def test_an_update_moves_the_updated_time_and_a_typo_does_not(editor):
    edition = make_live_story()
    desk.save(edition.article, by=editor, headline="A typo gone")
    typo = desk.publish(edition.article, by=editor, change="typo")
    assert (typo.published_at, typo.updated_at) == (edition.published_at, None)
    desk.save(edition.article, by=editor, headline="Something new")
    update = desk.publish(edition.article, by=editor, change="update")
    assert (update.published_at, update.updated_at) == (edition.published_at, update.live_from)


def test_a_correction_needs_its_sentence_and_shows_it(client, editor):
    edition = make_live_story()
    desk.save(edition.article, by=editor, body="It costs 6.")
    with pytest.raises(ValidationError) as error:
        desk.publish(edition.article, by=editor, change="correction")
    assert "note" in error.value.message_dict
    desk.publish(edition.article, by=editor, change="correction", note="We gave a wrong price.")
    for address in (edition.get_absolute_url(), "/corrections/", "/feed/", edition.history_url):
        assert "We gave a wrong price." in client.get(address).content.decode(), address


def test_a_correction_stays_on_the_story_after_later_changes(client, editor):
    edition = make_live_story()
    desk.publish(edition.article, by=editor, change="correction", note="We gave a wrong price.")
    desk.publish(edition.article, by=editor, change="typo")
    assert "We gave a wrong price." in client.get(edition.get_absolute_url()).content.decode()


def test_publishing_gives_the_state_back_and_writes_a_line(editor, writer):
    article = desk.submit(make_article(owner=writer), by=writer)
    desk.publish(article, by=editor)
    assert Article.objects.get().state == "draft"
    assert LogLine.objects.filter(action="published", by=editor, subject_id=article.pk).count() == 1


def test_an_address_that_another_story_has_or_had_is_refused(editor):
    first = make_live_story(headline="Same words")
    second = make_article(headline="Same words")
    with pytest.raises(ValidationError) as error:
        desk.publish(second, by=editor)
    assert "slug" in error.value.message_dict
    desk.save(first.article, by=editor, slug="other-words")
    desk.publish(first.article, by=editor, change="typo")
    with pytest.raises(ValidationError):
        desk.publish(second, by=editor)


def test_a_second_press_of_the_button_makes_no_second_edition(editor):
    article = make_article()
    desk.publish(article, by=editor)
    with pytest.raises(ValidationError):
        desk.publish(article, by=editor)
    assert Edition.objects.count() == 1


def test_only_the_system_publishes_into_the_past(editor):
    past = timezone.now() - timezone.timedelta(days=300)
    with pytest.raises(ValidationError):
        desk.publish(make_article(), by=editor, at=past)
    assert make_live_story(at=past).published_at == past
