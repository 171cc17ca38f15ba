"""The sizes and crops of a picture."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from PIL import ImageDraw

from images import library, renditions
from images.models import Image
from images.tests.factories import add_picture, encode

pytestmark = pytest.mark.django_db


def opened(image, name):
    with default_storage.open(image.renditions[name]["file"]) as file:
        return Pillow.open(io.BytesIO(file.read())).convert("RGB")


def two_halves():
    """Red on the left, blue on the right; three times as wide as high."""
    picture = Pillow.new("RGB", (1500, 500), "red")
    ImageDraw.Draw(picture).rectangle((750, 0, 1500, 500), fill="blue")
    return ContentFile(encode(picture), name="halves.jpg")


def test_a_large_picture_has_every_rendition_in_its_named_size():
    image = add_picture(size=(2400, 1350))
    sizes = {name: (made["width"], made["height"]) for name, made in image.renditions.items()}
    assert sizes == {
        "w480": (480, 270),
        "w960": (960, 540),
        "w1600": (1600, 900),
        "card480": (480, 270),
        "card960": (960, 540),
        "square160": (160, 160),
        "square480": (480, 480),
        "social": (1200, 630),
    }
    assert all(opened(image, name).size == size for name, size in sizes.items())


def test_no_rendition_is_larger_than_the_original():
    image = add_picture(size=(700, 400))
    assert image.rendition("w1600")["width"] == 700
    assert image.rendition("w480")["width"] == 480
    assert (image.rendition("card960")["width"], image.rendition("card960")["height"]) == (700, 394)
    assert "w1600" not in image.renditions


@pytest.mark.parametrize("size", [(1, 1), (30, 2), (2, 900), (2600, 3), (480, 270)])
def test_odd_sizes_have_something_for_every_name(size):
    image = add_picture(size=size)
    for name in renditions.SPECS:
        shown = image.rendition(name)
        assert shown["url"].startswith("/media/images/")
        assert 0 < shown["width"] <= max(1, size[0])
        assert shown["height"] > 0


@pytest.mark.parametrize(("focal", "colour"), [((0, 0.5), "red"), ((1, 0.5), "blue")])
def test_crops_keep_what_the_focal_point_marks(focal, colour):
    image = library.add(two_halves(), focal=focal)
    for name in ("card480", "square160", "square480", "social"):
        crop = opened(image, name)
        red, _green, blue = crop.getpixel((crop.width // 2, crop.height // 2))
        assert (red > 200) if colour == "red" else (blue > 200)


def test_another_focal_point_gives_the_crops_new_addresses_and_the_rest_keeps_its_own():
    image = library.add(two_halves(), focal=(0, 0.5))
    before = {name: made["file"] for name, made in image.renditions.items()}
    image.focal_x = 1
    image.save()
    renditions.make(image)
    image = Image.objects.get(pk=image.pk)
    after = {name: made["file"] for name, made in image.renditions.items()}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"card480", "card960", "square160", "square480", "social"}
    assert opened(image, "square480").getpixel((240, 240))[2] > 200
    assert {name for name, _day in image.retired} == {before[name] for name in changed}
    assert all(default_storage.exists(name) for name in image.file_names())


def test_making_renditions_again_changes_nothing():
    image = add_picture()
    before = dict(image.renditions)
    renditions.make(image)
    assert Image.objects.get(pk=image.pk).renditions == before


def test_a_lost_rendition_is_made_again():
    image = add_picture()
    default_storage.delete(image.renditions["w480"]["file"])
    renditions.make(image)
    assert default_storage.exists(Image.objects.get(pk=image.pk).renditions["w480"]["file"])


def test_a_rendition_that_is_new_in_the_table_is_made(monkeypatch):
    image = add_picture()
    monkeypatch.setitem(renditions.SPECS, "square80", renditions.Spec("badge", 80, 80))
    renditions.make(image)
    assert Image.objects.get(pk=image.pk).rendition("square80")["width"] == 80


def test_without_renditions_the_original_stands_in():
    image = Image(file="images/ab/abc.jpg", width=900, height=600)
    assert image.rendition("card480") == {"url": "/media/images/ab/abc.jpg", "width": 900, "height": 600}
    assert image.srcset == ""


def test_srcset_names_every_width_once():
    image = add_picture(size=(2400, 1350))
    widths = [candidate.split()[1] for candidate in image.srcset.split(", ")]
    assert widths == ["480w", "960w", "1600w"]
    assert [candidate.split()[1] for candidate in image.card_srcset.split(", ")] == ["480w", "960w"]
    assert image.srcset.startswith(image.rendition("w480")["url"])
