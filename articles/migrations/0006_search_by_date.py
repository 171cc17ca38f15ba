from django.db import migrations
from django.utils import timezone

AT_ONCE = 500


def make(apps, schema_editor):
    drop(apps, schema_editor)
    tokens = "tokenize='porter unicode61 remove_diacritics 2', columnsize=0"
    statements = {
        "sqlite": [
            f"CREATE VIRTUAL TABLE articles_search_heads USING fts5(headline, tags, authors, whole, {tokens})",
            f"CREATE VIRTUAL TABLE articles_search USING fts5(headline, tags, authors, dek, body, {tokens})",
        ],
        "postgresql": [
            "CREATE TABLE articles_search (key bigint PRIMARY KEY, heads tsvector NOT NULL, words tsvector NOT NULL)",
            "CREATE INDEX articles_search_in_heads ON articles_search USING gin (heads)",
            "CREATE INDEX articles_search_in_words ON articles_search USING gin (words)",
            # By how common a word is, PostgreSQL chooses between that index and the way by date.
            "ALTER TABLE articles_search ALTER heads SET STATISTICS 1000, ALTER words SET STATISTICS 200",
        ],
    }
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def fill(apps, schema_editor):
    """Index what is live or still to come."""
    from articles import search  # writes to these tables alone, whatever the models have become

    Edition = apps.get_model("articles", "Edition")
    EditionTag, Byline = apps.get_model("articles", "EditionTag"), apps.get_model("articles", "EditionByline")
    rows = Edition.objects.exclude(live_until__lte=timezone.now()).order_by("pk")
    last = 0
    while some := list(rows.filter(pk__gt=last).only("published_at", "headline", "dek", "body")[:AT_ONCE]):
        last = some[-1].pk
        tags, authors = {}, {}
        for pk, name in EditionTag.objects.filter(content_object__in=some).values_list("content_object", "tag__name"):
            tags[pk] = f"{tags.get(pk, '')} {name}"
        for pk, name in Byline.objects.filter(edition__in=some).values_list("edition", "author__name"):
            authors[pk] = f"{authors.get(pk, '')} {name}"
        search.add([(e, e.headline, tags.get(e.pk, ""), authors.get(e.pk, ""), e.dek, e.body) for e in some])


def drop(apps, schema_editor):
    for table in ("articles_search", "articles_search_heads"):
        schema_editor.execute(f"DROP TABLE IF EXISTS {table}")


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_credits"), ("authors", "0002_initial")]

    operations = [
        migrations.RunPython(make),
        migrations.RunPython(fill, elidable=True),
    ]
