"""What the database itself refuses, whatever the code above it does."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import ArticleByline, Edition, FrontSlot, Revision
from articles.tests.factories import make_article, make_live_story

HOUR = timedelta(hours=1)


def copy(edition, **fields):
    values = {f.attname: getattr(edition, f.attname) for f in Edition._meta.local_fields if f.attname != "id"}
    return Edition(**{**values, **fields})


def refused(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_no_two_editions_of_an_article_are_live_at_the_same_instant(db):
    first = make_live_story()
    refused(copy(first, path="2020/01/other", live_from=first.live_from + HOUR))
    refused(copy(first, path="2020/01/other", live_from=first.live_from - HOUR))
    refused(copy(first, path="2020/01/other", live_from=first.live_from - HOUR, live_until=first.live_from + HOUR))
    copy(first, path="2020/01/other", live_from=first.live_from - HOUR, live_until=first.live_from).save()


def test_an_edition_can_not_be_moved_over_another(db):
    first = make_live_story()
    earlier = copy(first, live_from=first.live_from - HOUR, live_until=first.live_from)
    earlier.save()
    earlier.live_until += HOUR
    refused(earlier)


def test_one_address_has_one_live_story(db):
    first, second = make_live_story(), make_live_story()
    second.path = first.path
    refused(second)


def test_an_edition_ends_after_it_begins(db):
    edition = make_live_story()
    for end in (edition.live_from, edition.live_from - HOUR):
        edition.live_until = end
        refused(edition)


@pytest.mark.parametrize("fields", [{"headline": ""}, {"slug": ""}, {"section_id": None}])
def test_an_edition_is_complete(db, fields):
    edition = make_live_story()
    for name, value in fields.items():
        setattr(edition, name, value)
    refused(edition)


def test_a_correction_has_its_sentence(db):
    edition = make_live_story()
    edition.change = "correction"
    refused(edition)


def test_a_revisions_number_is_given_once(db):
    article = make_article()
    refused(Revision(article=article, number=1, content={}))


def test_a_byline_stands_once(db):
    line = make_article().bylines.get()
    refused(ArticleByline(article=line.article, author=line.author, role=line.role, position=1))


def test_a_story_is_on_the_front_page_once(db):
    one, other = make_article(), make_article()
    FrontSlot.objects.create(position=1, article=one)
    refused(FrontSlot(position=2, article=one))
    refused(FrontSlot(position=1, article=other))


@pytest.mark.django_db(transaction=True)
def test_the_rules_for_editions_survive_a_rebuild_of_their_table():
    """SQLite rebuilds a table to alter it, and a trigger does not come along by itself."""
    first = make_live_story()
    with connection.schema_editor() as editor:
        old = Edition._meta.get_field("excerpt")
        new = old.clone()
        new.max_length = 301
        new.set_attributes_from_name("excerpt")
        new.model = Edition
        editor.alter_field(Edition, old, new, strict=False)
    refused(copy(first, path="2020/01/other", live_from=first.live_from + HOUR))
