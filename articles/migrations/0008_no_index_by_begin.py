from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_author_index")]

    operations = [migrations.RemoveIndex("edition", "edition_by_begin")]
