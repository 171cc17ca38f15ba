"""Whatever program tries: a line of the log is not changed, deleted or swept away, not even by SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import Redaction
from articles.tests.factories import make_article
from newsroom.log import record
from newsroom.models import LogLine


@pytest.fixture(params=[LogLine, Redaction])
def lines(request, chief):
    record(chief, "created", by=None)
    Redaction.objects.create(article=make_article(), reason="A court said so.")
    return request.param.objects


def refused(do, *args, **kwargs):
    with pytest.raises(IntegrityError, match="append_only"), transaction.atomic():
        do(*args, **kwargs)


def test_no_statement_changes_or_deletes_a_line(lines):
    before, table = list(lines.values()), lines.model._meta.db_table
    refused(lines.update, reason="Otherwise.")
    refused(lines.all().delete)
    refused(lines.filter(pk=before[0]["id"])._raw_delete, "default")
    refused(execute, f"UPDATE {table} SET reason = 'x'")  # noqa: S608
    refused(execute, f"DELETE FROM {table} WHERE id > 0")  # noqa: S608
    columns = ", ".join(before[0])
    again = f"INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = {before[0]['id']}"  # noqa: S608
    if connection.vendor == "sqlite":
        refused(execute, f"INSERT OR REPLACE {again}")
        refused(execute, f"REPLACE {again}")
    else:
        refused(execute, f"INSERT {again} ON CONFLICT (id) DO UPDATE SET reason = 'x'")
    if connection.vendor == "postgresql":
        execute("SET CONSTRAINTS ALL IMMEDIATE")  # else it is refused for what the test has not committed yet
        refused(execute, f"TRUNCATE {table} CASCADE")
    assert list(lines.values()) == before


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_the_rule_survives_a_rebuild_of_the_table(chief):
    """SQLite rebuilds a table to alter it, and a trigger does not come along by itself."""
    record(chief, "created", by=None)
    with connection.schema_editor() as editor:
        old = LogLine._meta.get_field("label")
        new = old.clone()
        new.max_length = 301
        new.set_attributes_from_name("label")
        new.model = LogLine
        editor.alter_field(LogLine, old, new, strict=False)
    refused(LogLine.objects.update, reason="Otherwise.")


@pytest.mark.django_db(transaction=True)
def test_the_rule_is_there_again_after_a_test_has_emptied_the_database(chief):
    record(chief, "created", by=None)
    refused(LogLine.objects.all().delete)
