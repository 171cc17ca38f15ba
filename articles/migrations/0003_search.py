from django.db import migrations


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE articles_search USING fts5"
            "(headline, tags, authors, dek, body, tokenize='porter unicode61 remove_diacritics 2')"
        )
    else:
        schema_editor.execute("CREATE TABLE articles_search (edition_id bigint PRIMARY KEY, words tsvector NOT NULL)")
        schema_editor.execute("CREATE INDEX articles_search_words ON articles_search USING gin (words)")


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_initial")]

    operations = [migrations.RunPython(make, drop)]
