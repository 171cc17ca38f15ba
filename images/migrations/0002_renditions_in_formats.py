
from django.conf import settings
from django.db import migrations, models


def name_formats(apps, schema_editor):
    """{"file": "….webp"} becomes {"stem": "…", "formats": ["webp"]}; the worker adds the other formats."""
    for image in apps.get_model("images", "Image").objects.exclude(renditions={}).iterator():
        for made in image.renditions.values():
            made["stem"], _dot, extension = made.pop("file").rpartition(".")
            made["formats"] = [extension]
        image.save(update_fields=["renditions"])


def name_files(apps, schema_editor):
    for image in apps.get_model("images", "Image").objects.exclude(renditions={}).iterator():
        for made in image.renditions.values():
            made["file"] = f"{made.pop('stem')}.{made.pop('formats')[-1]}"
        image.save(update_fields=["renditions"])


class Migration(migrations.Migration):

    dependencies = [
        ('images', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='image',
            name='placeholder',
            field=models.CharField(blank=True, editable=False, max_length=600),
        ),
        migrations.AddField(
            model_name='image',
            name='problem',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='image',
            name='state',
            field=models.CharField(choices=[('waiting', 'its sizes are being made'), ('made', 'ready'), ('failed', 'its sizes could not be made')], default='waiting', editable=False, max_length=7),
        ),
        migrations.AddField(
            model_name='image',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name='image',
            index=models.Index(fields=['file'], name='image_by_file'),
        ),
        migrations.AddIndex(
            model_name='image',
            index=models.Index(condition=models.Q(('state', 'made'), _negated=True), fields=['state'], name='image_unmade'),
        ),
        migrations.RunPython(name_formats, name_files),
    ]
