from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def fill(apps, schema_editor):
    """Each edition's date to its tags and bylines."""
    editions = apps.get_model("articles", "Edition").objects
    for name, owner in (("EditionTag", "content_object"), ("EditionByline", "edition")):
        date = editions.filter(pk=OuterRef(owner)).values("published_at")
        apps.get_model("articles", name).objects.update(published_at=Subquery(date))


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_search")]

    operations = [
        migrations.RemoveIndex("edition", "edition_by_date"),
        migrations.RemoveIndex("edition", "edition_by_section"),
        migrations.RemoveIndex("editionbyline", "edition_byline_author"),
        migrations.RemoveIndex("editiontag", "edition_tag_tag"),
        migrations.AddField("editionbyline", "published_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("editiontag", "published_at", models.DateTimeField(editable=False, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("editionbyline", "published_at", models.DateTimeField(editable=False)),
        migrations.AlterField("editiontag", "published_at", models.DateTimeField(editable=False)),
        migrations.AlterField(
            "editionbyline",
            "edition",
            models.ForeignKey("articles.edition", models.CASCADE, db_index=False, related_name="bylines"),
        ),
        migrations.AlterField(
            "editiontag",
            "content_object",
            models.ForeignKey("articles.edition", models.CASCADE, db_index=False, related_name="tagged"),
        ),
        migrations.AlterField(
            "editiontag",
            "tag",
            models.ForeignKey("articles.tag", models.PROTECT, db_index=False, related_name="edition_uses"),
        ),
        migrations.AddIndex(
            "edition", models.Index(fields=["-published_at", "-id", "live_from", "live_until"], name="edition_by_date")
        ),
        migrations.AddIndex(
            "edition",
            models.Index(
                fields=["section", "-published_at", "-id", "live_from", "live_until"], name="edition_by_section"
            ),
        ),
        migrations.AddIndex("edition", models.Index(fields=["live_from"], name="edition_by_begin")),
        migrations.AddIndex(
            "edition",
            models.Index(fields=["live_until"], name="edition_by_end", condition=Q(live_until__isnull=False)),
        ),
        migrations.AddIndex(
            "editionbyline",
            models.Index(fields=["author", "-published_at", "-edition"], name="edition_byline_by_date"),
        ),
        migrations.AddIndex(
            "editiontag",
            models.Index(fields=["tag", "-published_at", "-content_object"], name="edition_tag_by_date"),
        ),
    ]
