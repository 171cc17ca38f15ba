"""Triggers that refuse an edition before its article's embargo ends. Made by hand: SQLite need not rebuild the table."""

from django.db import migrations

from articles.constraints import AfterEmbargo

CONSTRAINT = AfterEmbargo(name="edition_after_embargo")


def make(apps, schema_editor):
    for statement in CONSTRAINT.statements(apps.get_model("articles", "Edition"), schema_editor):
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER {CONSTRAINT.name}_{event}", params=None)
    else:
        schema_editor.execute(CONSTRAINT.remove_sql(None, schema_editor), params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_autosaves")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make, drop)],
            state_operations=[migrations.AddConstraint("edition", CONSTRAINT)],
        )
    ]
