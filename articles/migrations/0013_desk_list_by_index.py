from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_embargo"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("trashed_at__isnull", True)), fields=["-changed_at", "-id"], name="article_by_change"
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["article", "-live_from", "live_until", "revision"], name="edition_by_article"),
        ),
    ]
