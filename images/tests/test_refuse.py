"""What the library does not take, and how quickly it says so."""

import io
import struct
import time
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Pillow

from images import library
from images.models import Image
from images.tests.factories import draw, encode

pytestmark = pytest.mark.django_db

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def refused(data, name="x.jpg"):
    """The sentence with which these bytes are refused; sees to it that nothing of them stays."""
    with pytest.raises(ValidationError) as caught:
        library.add(ContentFile(data, name=name))
    assert not Image.objects.exists()
    assert not default_storage.exists("images") or not default_storage.listdir("images")[0]
    return caught.value.messages[0]


def blank_png(width, height):
    """A valid one-bit PNG of any size in a few kilobytes, made without holding its pixels."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def long_gif(frames):
    frame = b"\x21\xf9\x04\0\x01\0\0\0," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0"
    return b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + frame * frames + b";"


@pytest.mark.parametrize("name", ["a.svg", "a.png", "a.jpg"])
def test_svg_is_refused_under_any_name(name):
    assert "Use JPEG" in refused(SVG, name)


@pytest.mark.parametrize("format", ["EPS", "TIFF", "BMP", "PCX", "PPM", "SGI", "JPEG2000", "ICO", "PDF"])
def test_other_formats_are_refused_though_named_jpg(format):
    assert "Use JPEG" in refused(encode(draw((64, 64)), format))


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", b"hello", b"GIF89a", b"RIFF\x10\0\0\0WEBPVP8L", b"\0" * 5000])
def test_junk_is_refused(data):
    assert refused(data)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_picture_cut_off_half_way_is_refused(format):
    data = encode(draw(), format)
    assert refused(data[: len(data) // 2])


@pytest.mark.parametrize("side", [8000, 13000, 20000])
def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused_before_it_is_unpacked(side):
    data = blank_png(side, side)
    assert len(data) < 100_000
    pages_before = resident_pages()
    start = time.perf_counter()
    assert "million pixels" in refused(data)
    assert time.perf_counter() - start < 0.5
    assert (resident_pages() - pages_before) * 4096 < 50_000_000


def test_a_webp_with_a_huge_canvas_is_refused():
    frames = [Pillow.new("RGB", (1, 1), colour) for colour in ("red", "blue")]
    data = bytearray(encode(frames[0], "WEBP", save_all=True, append_images=frames[1:]))
    at = data.index(b"VP8X") + 12
    data[at : at + 6] = struct.pack("<I", 9999)[:3] * 2
    assert "million pixels" in refused(bytes(data))


def test_an_endless_animation_is_refused():
    start = time.perf_counter()
    assert "frames" in refused(long_gif(5000), "x.gif")
    assert time.perf_counter() - start < 0.5


def test_a_jpeg_of_endless_scans_is_refused():
    data = encode(draw(), progressive=True)
    last_scan = data[data.rindex(b"\xff\xda") : -2]
    assert "hard to decode" in refused(data[:-2] + last_scan * 200 + data[-2:])


def test_a_file_that_is_too_large_is_refused_unread():
    class Endless(io.RawIOBase):
        def read(self, size=-1):
            assert 0 < size < 30_000_000
            return b"x" * size

        def seek(self, *_position):
            return 0

    with pytest.raises(ValidationError, match="larger than 20 MB"):
        library.add(Endless())


def resident_pages():
    statm = Path("/proc/self/statm")  # where there is none, only the time is tested
    return int(statm.read_text().split()[1]) if statm.exists() else 0
