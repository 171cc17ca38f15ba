"""Make the desk's groups. Here, because this is the last of the apps that they are given permissions of."""

from django.db import migrations

from newsroom import roles


def grant(apps, schema_editor):
    roles.grant()


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0001_initial"),
        ("newsroom", "0001_initial"),
        ("images", "0001_initial"),
        ("pages", "0001_initial"),
        ("authors", "0002_initial"),
        ("articles", "0003_search"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
