"""Rows and files come and go together."""

import contextlib
import resource

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from PIL import Image as Pillow

from authors.models import Author
from images import library, renditions
from images.models import Image
from images.tests.factories import add_picture, encode


def stored():
    """Every file below images/ in storage."""
    if not default_storage.exists("images"):
        return set()
    folders = default_storage.listdir("images")[0]
    return {f"images/{folder}/{name}" for folder in folders for name in default_storage.listdir(f"images/{folder}")[1]}


@contextlib.contextmanager
def no_file_larger_than(size):
    """The operating system cuts off what is written beyond `size` bytes, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.django_db
def test_when_storage_refuses_nothing_stays_and_the_message_says_so():
    file = ContentFile(encode(Pillow.effect_noise((600, 400), 40).convert("RGB"), quality=1), name="noise.jpg")
    with no_file_larger_than(2_000), pytest.raises(ValidationError, match="could not store"):
        library.add(file)
    assert stored() == set()
    assert not Image.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_committed_picture_keeps_its_files():
    with transaction.atomic():
        image = add_picture()
    assert stored() == set(image.file_names())


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_is_rolled_back_takes_its_files_along():
    with contextlib.suppress(KeyError), transaction.atomic():
        image = add_picture()
        assert stored() == set(image.file_names())
        raise KeyError
    assert stored() == set()


@pytest.mark.django_db(transaction=True)
def test_a_picture_of_a_rolled_back_savepoint_takes_its_files_along():
    with transaction.atomic():
        kept = add_picture(seed=1)
        with contextlib.suppress(KeyError), transaction.atomic():
            add_picture(seed=2)
            raise KeyError
    assert stored() == set(kept.file_names())


@pytest.mark.django_db(transaction=True)
def test_crops_that_are_rolled_back_leave_the_old_ones_standing():
    image = add_picture()
    before = stored()
    with contextlib.suppress(KeyError), transaction.atomic():
        Image.objects.update(focal_x=0.1)
        renditions.make(image.pk)
        assert stored() > before
        raise KeyError
    assert stored() == before


@pytest.mark.django_db(transaction=True)
def test_a_deleted_pictures_files_go_when_the_deletion_is_committed():
    image, other = add_picture(seed=1), add_picture(seed=2)
    with transaction.atomic():
        image.delete()
        assert stored() > set(other.file_names())
    assert stored() == set(other.file_names())


@pytest.mark.django_db(transaction=True)
def test_a_deletion_that_is_rolled_back_keeps_the_files():
    add_picture()
    before = stored()
    with contextlib.suppress(KeyError), transaction.atomic():
        Image.objects.all().delete()
        raise KeyError
    assert stored() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("delete", [lambda image: image.delete(), lambda _image: Image.objects.all().delete()])
def test_a_deletion_that_is_refused_keeps_the_files(delete):
    image = add_picture()
    Author.objects.create(name="Ada Author", portrait=image)
    with transaction.atomic(), contextlib.suppress(ProtectedError):
        delete(image)
    assert stored() == set(image.file_names())


@pytest.mark.django_db(transaction=True)
def test_many_pictures_deleted_at_once_take_their_files_along():
    add_picture(seed=1)
    add_picture(seed=2)
    Image.objects.all().delete()
    assert stored() == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    [{"focal_x": 1.1}, {"focal_y": -0.1}, {"decorative": True, "alt": "Discs"}, {"width": 0}, {"digest": "same"}],
)
def test_the_database_refuses_a_row_that_makes_no_sense(broken):
    Image.objects.filter(pk=add_picture(seed=1).pk).update(digest="same")
    row = Image.objects.filter(pk=add_picture(seed=2).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(**broken)
