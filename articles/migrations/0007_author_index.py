from django.db import migrations, models


def author():
    return models.ForeignKey("authors.author", models.PROTECT, db_index=False, related_name="+", verbose_name="author")


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_search_by_date"), ("authors", "0002_initial")]

    operations = [
        migrations.AddIndex(
            "articlebyline", models.Index(fields=["author", "article"], name="article_byline_author")
        ),
        migrations.AlterField("articlebyline", "author", author()),
        migrations.AlterField("editionbyline", "author", author()),
    ]
