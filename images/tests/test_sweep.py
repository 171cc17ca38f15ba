"""`manage.py sweep_images`."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from images.models import Image
from images.sweep import sweep
from images.tests.factories import add_picture, made

pytestmark = pytest.mark.django_db
LATER = timedelta(days=2)


def orphan(name="images/ab/abcdef.jpg"):
    return default_storage.save(name, ContentFile(b"left over"))


def test_orphans_older_than_a_day_are_deleted_and_pictures_are_not():
    image, left = add_picture(), orphan()
    found = sweep(at=timezone.now() + LATER)
    assert found.orphans == [left]
    assert not default_storage.exists(left)
    assert found.missing == []
    assert all(default_storage.exists(name) for name in image.file_names())


def test_young_orphans_are_left_alone():
    left = orphan()
    assert sweep().orphans == []
    assert default_storage.exists(left)


def test_retired_crops_stay_a_month():
    image = add_picture()
    old = image.files_of("card480")[0]
    image.focal_x = 0.2
    image.save()
    made(image)
    sweep(at=timezone.now() + LATER)
    assert default_storage.exists(old)
    assert old in sweep(at=timezone.now() + timedelta(days=32)).retired
    assert not default_storage.exists(old)
    assert Image.objects.get(pk=image.pk).retired == []


def test_a_dry_run_deletes_nothing_and_counts_all_the_same():
    left = orphan()
    found = sweep(dry_run=True, at=timezone.now() + LATER)
    assert found.orphans == [left]
    assert default_storage.exists(left)


def test_files_that_a_picture_misses_are_listed():
    image = add_picture()
    lost = image.files_of("w480")[0]
    default_storage.delete(lost)
    assert sweep().missing == [lost]


def test_the_command_ends_with_counts_on_an_empty_and_on_a_filled_library():
    for _round in range(2):
        out = io.StringIO()
        call_command("sweep_images", dry_run=True, stdout=out)
        assert out.getvalue().startswith("Would delete 0 orphans")
        add_picture()
