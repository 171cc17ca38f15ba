"""A past edition that somebody changed, removed or slipped in is found, by the walk or by what was kept elsewhere."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import desk, seals
from articles.models import Edition, EditionByline, EditionTag, Seal
from articles.tests.factories import make_article, make_author, make_image, make_live_story, make_section
from articles.tests.test_constraints import copy
from newsroom.models import LogLine

HOUR = timedelta(hours=1)


def verify(*words):
    """(exit code, what it printed) of `manage.py verify_history`."""
    out = io.StringIO()
    try:
        call_command("verify_history", *words, stdout=out, stderr=out)
    except SystemExit as stopped:
        return stopped.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def story(editor):
    """Three editions of one article: published, updated, corrected, with everything that an edition can have."""
    article = make_article(tags=["Chips", "Law"], hero=make_image(), bylines=[(make_author(), "words")])
    desk.publish(article, by=None, at=timezone.now() - 3 * HOUR)
    desk.save(article, by=editor, body="Other words.")
    desk.publish(article, by=None, at=timezone.now() - 2 * HOUR, change="update")
    desk.publish(article, by=None, at=timezone.now() - HOUR, change="correction", note="It was five.")
    make_live_story(headline="Another")
    return article


def parts(story):
    return list(story.editions.order_by("live_from"))


def test_what_the_desk_does_leaves_the_chain_whole(story, editor):
    desk.hotfix(story, by=editor, body="Mended words.", change="typo")
    desk.publish(story, by=editor, at=timezone.now() + HOUR, change="update")
    desk.hotfix(story, by=editor, headline="Mended headline", change="typo")
    desk.cancel(story, by=editor)
    desk.publish(story, by=editor, at=timezone.now() + HOUR, change="update")
    desk.retract(story, by=editor, reason="All wrong.")
    desk.withdraw(story, by=editor, reason="Gone.")
    story.section.name = "Renamed"
    story.section.save()
    make_live_story(tags=["Chips"])  # changes the related stories of others
    assert verify() == (0, "8 editions: 0 with redactions, 0 flaws.\n")


def test_what_the_system_publishes_before_others_is_chained_before_them(db):
    article = make_article()
    for hours, change in ((1, ""), (3, ""), (2, "update")):
        desk.publish(article, by=None, at=timezone.now() - hours * HOUR, change=change)
    assert verify()[0] == 0


CHANGES = {"headline": "x", "body": "x", "body_html": "x", "dek": "x", "note": "x", "hero_alt": "x", "path": "x"}
CHANGES |= {"corrections": [], "credits": [], "hero": None, "kind": "opinion", "change": "typo", "slug": "x"}
CHANGES |= {"section": make_section, "published_at": timezone.now, "updated_at": timezone.now, "disclosure": "x"}


@pytest.mark.parametrize("field", CHANGES)
def test_a_changed_edition_is_named(story, field):
    past, value = parts(story)[-1], CHANGES[field]
    Edition.objects.filter(pk=past.pk).update(**{field: value() if callable(value) else value})
    code, words = verify()
    assert code == 1
    assert f"Edition {past.pk} of article {story.pk}" in words
    assert "It was changed after its publication." in words
    assert "1 flaws" in words


@pytest.mark.parametrize(("model", "owner"), [(EditionByline, "edition"), (EditionTag, "content_object")])
def test_a_byline_or_tag_that_was_taken_off_is_noticed(story, model, owner):
    model.objects.filter(**{owner: parts(story)[0]})._raw_delete("default")
    assert "It was changed after its publication." in verify()[1]


def test_a_removed_edition_is_noticed_by_the_next(story):
    _first, middle, last = parts(story)
    middle.delete()
    code, words = verify()
    assert code == 1
    assert f"Edition {last.pk} of" in words
    assert "The edition before it was removed, or replaced." in words


def test_an_inserted_edition_is_named_with_a_forged_seal_and_without(story):
    first = parts(story)[0]
    between = first.live_from + (first.live_until - first.live_from) / 2
    end = first.live_until
    Edition.objects.filter(pk=first.pk).update(live_until=between)
    forged = copy(first, live_from=between, live_until=end)
    forged.save()
    assert f"Edition {forged.pk} of article {story.pk}" in verify()[1]
    columns = seals.vars_of(forged, [], [])
    digest = seals.chained(first.seal.digest, columns["content"])
    Seal.objects.create(edition=forged, **columns | {"digest": digest})
    code, words = verify()
    assert code == 1
    assert "The edition before it was inserted later." in words


def test_a_seal_forged_to_match_breaks_the_next_one(story):
    first = parts(story)[0]
    Edition.objects.filter(pk=first.pk).update(headline="Forged")
    first.refresh_from_db()
    Seal.objects.filter(edition=first).update(**seals.vars_of(first, *seals._hung_on([first])[first.pk]))
    code, words = verify()
    assert code == 1
    assert "removed, or replaced" in words


def test_what_was_kept_elsewhere_shows_even_a_chain_forged_to_its_end(story):
    Seal.objects.update(at=timezone.now() - HOUR)
    moment = timezone.now().replace(microsecond=0) + HOUR / 60
    kept = moment.isoformat(), seals.head(moment)
    assert verify("--against", *kept)[0] == 0
    newest = parts(story)[-1]
    Edition.objects.filter(pk=newest.pk).update(headline="Forged")
    newest.refresh_from_db()
    Seal.objects.filter(edition=newest).delete()
    seals.seal(newest)
    assert verify()[0] == 0  # from inside it can't be told
    code, words = verify("--against", *kept)
    assert code == 1
    assert "It is not the same" in words


def test_what_was_kept_stays_true_while_the_newsroom_goes_on(story, editor):
    Seal.objects.update(at=timezone.now() - HOUR)
    code, words = verify("--head")
    assert code == 0
    desk.hotfix(story, by=editor, body="Later.", change="typo")
    desk.publish(make_article(), by=None, at=timezone.now() - 9 * HOUR)  # an archive is imported
    code, said = verify("--against", *words.split())
    assert (code, "1 editions were added since that began before." in said) == (0, True)


def test_the_log_is_part_of_what_is_kept(story):
    moment = timezone.now()
    before = seals.head(moment)
    line = LogLine.objects.first()
    LogLine.objects.create(at=line.at, action="published", label="Never happened")
    assert seals.head(moment) != before


def test_editions_from_before_there_were_seals_are_sealed_once(story):
    Seal.objects.filter(edition__in=parts(story)[:2]).delete()
    other = make_live_story()
    Seal.objects.filter(edition=other).delete()
    code, words = verify("--seal")
    assert words.startswith("Sealed 1 editions.")  # what stands before a sealed one is not blessed
    assert code == 1
    assert "Edition" in words
    Seal.objects.all().delete()
    assert verify("--seal") == (0, "Sealed 5 editions.\n5 editions: 0 with redactions, 0 flaws.\n")


def test_hundreds_of_articles_take_a_few_queries(db, django_assert_max_num_queries):
    for _n in range(5):
        make_live_story()
    with django_assert_max_num_queries(7):
        verify()
