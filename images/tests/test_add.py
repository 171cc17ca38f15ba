"""What a picture is when it has come into the library."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageCms, ImageDraw

from images import library
from images.models import Image
from images.tests.factories import add_picture, draw, encode, made, upload

pytestmark = pytest.mark.django_db

SAFE_NAME = re.compile(r"^images/([0-9a-f]{2})/\1[0-9a-f]{22}\.(jpg|webp)$")


def opened(image):
    with image.file.open() as file:
        picture = Pillow.open(io.BytesIO(file.read()))
    picture.load()
    return picture


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_of_each_accepted_format_is_kept_as_a_jpeg(format):
    image = library.add(upload(f"a.{format.lower()}", format=format))
    assert opened(image).format == "JPEG"
    assert (image.width, image.height) == (640, 360)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_a_png_of_each_kind_of_pixel_is_accepted(mode):
    picture = Pillow.new("I;16", (40, 30), 32768) if mode == "I;16" else draw((40, 30), mode)
    image = library.add(ContentFile(encode(picture, "PNG"), name="a.png"))
    assert (image.width, image.height) == (40, 30)
    if mode == "I;16":
        assert abs(opened(image).getpixel((5, 5))[0] - 128) < 4


def test_a_print_shops_cmyk_picture_gets_screen_colours():
    image = library.add(ContentFile(encode(Pillow.new("CMYK", (40, 30), (0, 255, 255, 0)), "JPEG"), name="a.jpg"))
    red, green, blue = opened(image).getpixel((20, 15))
    assert red > 200 and green < 60 and blue < 60


def test_what_shows_through_goes_on_showing_through():
    picture = draw((60, 40), "RGBA")
    picture.putalpha(90)
    image = made(library.add(ContentFile(encode(picture, "PNG"), name="logo.png")))
    assert opened(image).format == "WEBP"
    assert opened(image).getpixel((0, 0))[3] == 90
    modes = {"avif": "RGBA", "webp": "RGBA", "jpg": "RGB"}
    for name, format in (file.rsplit(".", 1) for file in image.files_of("w480")):
        assert Pillow.open(io.BytesIO(default_storage.open(f"{name}.{format}").read())).mode == modes[format]
    assert image.placeholder == ""


def test_a_large_picture_is_kept_smaller():
    image = add_picture(size=(3200, 1200))
    assert (image.width, image.height) == (2560, 960)
    assert opened(image).size == (2560, 960)


def test_a_picture_taken_on_its_side_stands_upright():
    picture = Pillow.new("RGB", (60, 40), "red")
    ImageDraw.Draw(picture).rectangle((0, 0, 29, 39), fill="blue")
    exif = Pillow.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise to see it upright
    image = library.add(ContentFile(encode(picture, "JPEG", exif=exif, quality=95), name="a.jpg"))
    assert (image.width, image.height) == (40, 60)
    upright = opened(image)
    assert upright.getpixel((20, 10))[2] > 200 and upright.getpixel((20, 50))[0] > 200


def test_the_place_where_a_picture_was_taken_is_not_published():
    exif = Pillow.Exif()
    exif[0x0110] = "CANARY-3000"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    data = encode(draw(), "JPEG", exif=exif, comment=b"CANARY", xmp=b"<x>CANARY</x>")
    assert b"CANARY" in data
    image = library.add(ContentFile(data, name="a.jpg"))
    for name in image.file_names():
        with default_storage.open(name) as file:
            kept = file.read()
        assert b"CANARY" not in kept and b"Exif" not in kept
        assert not Pillow.open(io.BytesIO(kept)).getexif()


def test_another_colour_space_is_converted_and_its_profile_dropped():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A colour space in which red and blue have changed places.
    swapped = profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)
    swapped = swapped.replace("sRGB".encode("utf-16-be"), "mRGB".encode("utf-16-be"))
    image = library.add(
        ContentFile(encode(Pillow.new("RGB", (40, 30), "red"), "PNG", icc_profile=swapped), name="a.png")
    )
    red, _green, blue = opened(image).getpixel((5, 5))
    assert blue > 200 > red
    assert "icc_profile" not in opened(image).info


@pytest.mark.parametrize("kind", ["LAB", "XYZ", None])
def test_a_colour_profile_that_makes_no_sense_is_passed_over(kind):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile(kind)).tobytes() if kind else b"no profile at all"
    image = library.add(
        ContentFile(encode(Pillow.new("RGB", (40, 30), "red"), "PNG", icc_profile=profile), name="a.png")
    )
    assert opened(image).getpixel((5, 5))[0] > 200


def test_of_a_telephones_jpeg_with_a_second_picture_inside_the_first_is_kept():
    first, second = Pillow.new("RGB", (3000, 2000), "red"), Pillow.new("RGB", (300, 200), "blue")
    data = encode(first, "MPO", save_all=True, append_images=[second])
    image = library.add(ContentFile(data, name="IMG_0001.jpg"))
    assert opened(image).format == "JPEG"
    assert opened(image).size == (2560, 1707) and opened(image).getpixel((5, 5))[0] > 200


def test_only_the_first_picture_of_an_animation_is_kept():
    frames = [Pillow.new("RGB", (40, 30), colour) for colour in ("red", "blue", "green")]
    data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert opened(library.add(ContentFile(data, name="a.gif"))).getpixel((5, 5))[0] > 240


@pytest.mark.parametrize("name", ["evil.html", "x.php.png", "../../etc/passwd", 'a";b.jpg', "a\x00\n\u202egpj.exe", ""])
def test_files_are_named_by_us_whatever_the_upload_was_called(name):
    file = io.BytesIO(upload().read())
    file.name = name
    image = library.add(file)
    assert SAFE_NAME.match(image.file.name)
    assert "/" not in image.filename and not re.search(r"[\x00-\x1f\u202e]", image.filename)


def test_what_hangs_on_behind_a_picture_is_gone():
    data = encode(draw(), "PNG") + b"<script>alert('CANARY')</script>"
    image = library.add(SimpleUploadedFile("a.html", data))
    assert all(b"CANARY" not in default_storage.open(name).read() for name in image.file_names())


def test_the_same_file_again_gives_the_picture_that_is_there(writer, editor):
    first = add_picture(by=editor, alt="The first words", credit="Ana Lima")
    again = add_picture(by=writer, alt="Other words", credit="Mallory")
    assert not again.is_new
    assert again == first
    first.refresh_from_db()
    assert (first.alt, first.credit, first.uploaded_by) == ("The first words", "Ana Lima", editor)
    assert Image.objects.count() == 1


def test_a_decorative_picture_keeps_no_alt_text():
    assert add_picture(decorative=True, alt="Discs").alt == ""
