from django.db import migrations, models

AT_ONCE = 1000


def fill(apps, schema_editor):
    """Each edition's bylines into the edition itself."""
    Edition, Byline = apps.get_model("articles", "Edition"), apps.get_model("articles", "EditionByline")
    last = 0
    while editions := list(Edition.objects.filter(pk__gt=last).only("pk").order_by("pk")[:AT_ONCE]):
        last = editions[-1].pk
        known = {edition.pk: [] for edition in editions}
        for edition, author, role in (
            Byline.objects.filter(edition__in=known).order_by("position", "pk").values_list("edition", "author", "role")
        ):
            known[edition].append([author, role])
        for edition in editions:
            edition.credits = known[edition.pk]
        Edition.objects.bulk_update(editions, ["credits"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_lists_by_date")]

    operations = [
        migrations.AddField("edition", "credits", models.JSONField(default=list, editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
