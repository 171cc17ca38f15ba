"""The sizes and crops of a picture."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from PIL import ImageDraw

from images import library, renditions
from images.models import Image
from images.tests.factories import add_picture, encode, made

pytestmark = pytest.mark.django_db


def opened(image, name, format="webp"):
    with default_storage.open(f"{image.renditions[name]['stem']}.{format}") as file:
        return Pillow.open(io.BytesIO(file.read())).convert("RGB")


def two_halves():
    """Red on the left, blue on the right; three times as wide as high."""
    picture = Pillow.new("RGB", (1500, 500), "red")
    ImageDraw.Draw(picture).rectangle((750, 0, 1500, 500), fill="blue")
    return ContentFile(encode(picture), name="halves.jpg")


def test_a_large_picture_has_every_rendition_in_its_named_size():
    image = add_picture(size=(2400, 1350))
    sizes = {name: (one["width"], one["height"]) for name, one in image.renditions.items()}
    assert sizes == {
        "w480": (480, 270),
        "w960": (960, 540),
        "w1600": (1600, 900),
        "card480": (480, 270),
        "card960": (960, 540),
        "four480": (480, 360),
        "four960": (960, 720),
        "square160": (160, 160),
        "square480": (480, 480),
        "social": (1200, 630),
    }
    for name, size in sizes.items():
        assert all(opened(image, name, format).size == size for format in renditions.SPECS[name].formats)


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
    image = made(library.add(two_halves(), focal=focal))
    for name in ("card480", "four480", "square160", "square480", "social"):
        crop = opened(image, name, "jpg")
        red, _green, blue = crop.getpixel((crop.width // 2, crop.height // 2))
        assert (red > 200) if colour == "red" else (blue > 200)


def test_another_focal_point_gives_the_crops_new_addresses_and_the_rest_keeps_its_own():
    image = made(library.add(two_halves(), focal=(0, 0.5)))
    before = {name: image.files_of(name) for name in image.renditions}
    image.focal_x = 1
    image.save()
    image = made(image)
    after = {name: image.files_of(name) for name in image.renditions}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"card480", "card960", "four480", "four960", "square160", "square480", "social"}
    assert opened(image, "square480").getpixel((240, 240))[2] > 200
    assert {name for name, _day in image.retired} == {file for name in changed for file in before[name]}
    assert all(default_storage.exists(name) for name in image.file_names())


def test_making_renditions_again_changes_nothing():
    image = add_picture()
    before = dict(image.renditions)
    assert renditions.make(image.pk) is False
    assert Image.objects.get(pk=image.pk).renditions == before


def test_a_lost_rendition_is_made_again():
    image = add_picture()
    default_storage.delete(image.files_of("w480")[0])
    assert renditions.make(image.pk, check=True)
    assert all(default_storage.exists(file) for file in Image.objects.get(pk=image.pk).file_names())


def test_a_rendition_that_is_new_in_the_table_is_made(monkeypatch):
    image = add_picture()
    monkeypatch.setitem(renditions.SPECS, "badge80", renditions.Spec("badge", 80, 80))
    monkeypatch.setitem(renditions.NAMES, "badge", ["badge80"])
    assert made(image).rendition("badge80")["width"] == 80


def test_a_format_that_is_new_joins_the_files_that_are_there():
    image = add_picture()
    stems = {name: one["stem"] for name, one in image.renditions.items()}
    for one in image.renditions.values():
        one["formats"] = ["jpg"]
    image.save()
    image = made(image)
    assert {name: one["stem"] for name, one in image.renditions.items()} == stems
    assert image.retired == []
    assert opened(image, "w480", "avif").size == (480, 270)


def test_without_renditions_the_original_stands_in():
    image = Image(file="images/ab/abc.jpg", width=900, height=600)
    assert image.rendition("card480") == {"url": "/media/images/ab/abc.jpg", "width": 900, "height": 600}
    assert image.srcset("card") == ""


def test_srcset_names_every_width_once():
    image = add_picture(size=(2400, 1350))
    for format in renditions.READERS:
        srcset = image.srcset("wide", format)
        assert [candidate.split()[1] for candidate in srcset.split(", ")] == ["480w", "960w", "1600w"]
        assert srcset.startswith(image.rendition("w480", format)["url"] + " ")
    assert [candidate.split()[1] for candidate in image.srcset("card", "avif").split(", ")] == ["480w", "960w"]
