"""Pictures for tests, drawn when asked for."""

import io
import random
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.management.commands.db_worker import Worker
from PIL import Image as Pillow
from PIL import ImageDraw

from images import library, renditions


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
    """A picture in the library, with all of its sizes."""
    fields = {"alt": "Coloured discs on a dark ground"} | fields
    return made(library.add(upload(name, size=size, seed=seed), **fields))


def made(image):
    """The picture after the worker's visit."""
    renditions.make(image.pk)
    image.refresh_from_db()
    return image


def work():
    """Do what is queued, as the worker does: one visit of it."""
    options = {"queue_names": ["default"], "excluded_queue_names": [], "backend_name": "default", "worker_id": "test"}
    # It would close the connection that the test's transaction is open on.
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        Worker(**options, interval=0, batch=True, startup_delay=False, max_tasks=None).run()
