"""SQLite's REPLACE deletes a row past the trigger for DELETE; a trigger of its own refuses it."""

from django.db import migrations

TRIGGER = """CREATE TRIGGER IF NOT EXISTS {rule}_insert BEFORE INSERT ON {table} FOR EACH ROW
WHEN EXISTS (SELECT 1 FROM {table} o WHERE o.id = NEW.id) BEGIN SELECT RAISE(ABORT, 'constraint {rule}'); END"""


def refuse(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(TRIGGER.format(rule="redaction_is_append_only", table="articles_redaction"))


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS redaction_is_append_only_insert")


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_templates_and_snippets")]
    operations = [migrations.RunPython(refuse, allow)]
