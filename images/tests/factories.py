"""Pictures for tests, drawn when asked for."""

import io
import random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from PIL import ImageDraw

from images import library


def draw(size=(640, 360), mode="RGB", seed=0):
    """A picture of coloured discs; another seed gives another picture."""
    rng = random.Random(seed)
    picture = Pillow.new("RGB", size, "navy")
    brush = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y, radius = rng.randrange(size[0]), rng.randrange(size[1]), rng.randrange(5, 6 + max(size) // 6)
        box = (x - radius, y - radius, x + radius, y + radius)
        brush.ellipse(box, fill=(rng.randrange(256), rng.randrange(256), rng.randrange(256)))
    return picture.convert(mode)


def encode(picture, format="JPEG", **options):
    buffer = io.BytesIO()
    picture.save(buffer, format, **options)
    return buffer.getvalue()


def upload(name="street.jpg", *, size=(640, 360), mode="RGB", format="JPEG", seed=0, **options):
    """A drawn picture as the browser sends it."""
    return SimpleUploadedFile(name, encode(draw(size, mode, seed), format, **options))


def add_picture(*, seed=0, size=(640, 360), name="street.jpg", **fields):
    """A picture in the library."""
    fields = {"alt": "Coloured discs on a dark ground"} | fields
    return library.add(upload(name, size=size, seed=seed), **fields)
