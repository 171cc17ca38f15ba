"""The sizes and shapes in which readers get a picture."""

import base64
import io
import secrets
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from PIL import Image as Pillow
from PIL import ImageOps

from images.files import Batch

READERS = ("avif", "webp", "jpg")  # what <picture> offers, best first


@dataclass(frozen=True)
class Spec:
    shape: str
    width: int
    height: int | None = None  # None: not cropped
    formats: tuple = READERS


# By name; within a shape the smallest first. docs/look.md says where each shape stands. What is added here is made by
# `manage.py make_renditions`.
SPECS = {
    "w480": Spec("wide", 480),
    "w960": Spec("wide", 960),
    "w1600": Spec("wide", 1600),
    "card480": Spec("card", 480, 270),
    "card960": Spec("card", 960, 540),
    "four480": Spec("four", 480, 360),
    "four960": Spec("four", 960, 720),
    "square160": Spec("square", 160, 160),
    "square480": Spec("square", 480, 480),
    "social": Spec("social", 1200, 630, ("jpg",)),
}
NAMES = {shape: [name for name in SPECS if SPECS[name].shape == shape] for shape in {s.shape for s in SPECS.values()}}
# Tried on the demo's pictures: AVIF of 60 looks like WebP of 80 (SSIM 0.973 and 0.976) in three quarters of its bytes.
ENCODING = {
    "avif": ("AVIF", {"quality": 60, "speed": 8, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 80, "method": 2}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
ORIGINALS = ("JPEG", "WEBP")
TINY = 16  # pixels of width of the placeholder
AGAIN = 5


class Overtaken(Exception):
    """The row changed, or went, while its renditions were made."""


def missing(image):
    """{name: [formats]} of all that has to be made for a picture, by what its row says."""
    focal = [image.focal_x, image.focal_y]
    found = {}
    for name in sizes(image.width, image.height):
        made = image.renditions.get(name)
        fits = made and (SPECS[name].height is None or made["focal"] == focal)
        if formats := [one for one in SPECS[name].formats if not fits or one not in made["formats"]]:
            found[name] = formats
    return found


def sizes(width, height):
    """{name: (width, height)} of the renditions that a picture of this size has. None is larger than the picture."""
    found, complete = {}, set()
    for name, spec in SPECS.items():
        if spec.shape in complete:
            continue  # a smaller one already holds every pixel there is
        scale = min(width / spec.width, height / spec.height if spec.height else width / spec.width)
        if scale <= 1:
            complete.add(spec.shape)
        tall = spec.height or height * spec.width / width
        found[name] = tuple(max(1, round(side * min(1, scale))) for side in (spec.width, tall))
    return found


def make(pk, check=False):
    """Make what a picture lacks, and the crops that no longer fit its focal point. Returns whether it made anything.

    First the files, then the row: killed on the way, it leaves files that the sweeper finds and a row that is true. It
    may run twice at the same time, and while the picture is changed or deleted. `check` looks whether the files are
    there that the row names. Raises ValidationError where storage refuses, OSError where the original can't be read.
    """
    from images.models import Image

    for _turn in range(AGAIN):
        image = Image.objects.filter(pk=pk).first()
        if image is None:
            return False
        before = dict(image.renditions)
        if check:
            image.renditions = {name: made for name, made in before.items() if _is_there(image, name)}
        wanted = missing(image)
        if not wanted and image.state == Image.State.MADE:
            return False
        try:
            with Batch() as batch:
                made = _draw(image, wanted, batch) if wanted else {}
                _note(image, before, made)
            return bool(made)
        except Overtaken:
            continue
        except FileNotFoundError:
            if Image.objects.filter(pk=pk).exists():
                raise
    raise Overtaken(pk)


def _is_there(image, name):
    return all(default_storage.exists(file) for file in image.files_of(name))


def _draw(image, wanted, batch):
    """Encode what is wanted into storage, the largest first. Returns the renditions' new entries."""
    focal = [image.focal_x, image.focal_y]
    root, mark = image.file.name.rpartition(".")[0], secrets.token_hex(3)
    fitting = sizes(image.width, image.height)
    made = {}
    with image.file.open() as file, Pillow.open(file, formats=ORIGINALS) as picture:
        picture.load()
        for name in sorted(wanted, key=lambda name: fitting[name], reverse=True):
            spec, size, old = SPECS[name], fitting[name], image.renditions.get(name)
            adds = old and wanted[name] != list(spec.formats)  # further formats of what is there already
            stem = old["stem"] if adds else f"{root}-{name}-{mark}"
            drawn = _drawn(picture, spec, size, focal)
            for format in wanted[name]:
                batch.store(f"{stem}.{format}", _encoded_as(drawn, format))
            entry = {"stem": stem, "width": size[0], "height": size[1], "formats": list(spec.formats)}
            made[name] = entry | ({"focal": focal} if spec.height else {})
        image.placeholder = image.placeholder or placeholder(picture)
    return made


def _note(image, before, made):
    """Write the new entries on the row, and what they replace among the retired. Raises Overtaken if it changed."""
    from images.models import Image

    with transaction.atomic():
        row = Image.objects.select_for_update().filter(pk=image.pk).first()
        if row is None or (row.renditions, row.focal_x, row.focal_y) != (before, image.focal_x, image.focal_y):
            raise Overtaken(image.pk)
        today = timezone.now().date().isoformat()
        for name, entry in made.items():
            old = image.renditions.get(name)
            if old and old["stem"] != entry["stem"]:
                row.retired += [[file, today] for file in row.files_of(name)]
        row.renditions = image.renditions | made
        row.placeholder = image.placeholder
        row.state, row.tries, row.problem = Image.State.MADE, 0, ""
        row.save(update_fields=["renditions", "retired", "placeholder", "state", "tries", "problem"])


def placeholder(picture):
    """The whole picture in a hundred bytes of WebP, as base64; "" for one that something shows through."""
    if picture.mode == "RGBA":
        return ""
    size = TINY, max(1, min(2 * TINY, round(TINY * picture.height / picture.width)))
    tiny = picture.resize(size, Pillow.Resampling.BOX, reducing_gap=2.0)
    return base64.b64encode(encoded(tiny, "WEBP", quality=50, method=6)).decode()


def encoded(picture, format, **options):
    buffer = io.BytesIO()
    picture.save(buffer, format, **options)
    return buffer.getvalue()


def _encoded_as(picture, extension):
    format, options = ENCODING[extension]
    if format == "JPEG" and picture.mode == "RGBA":
        paper = Pillow.new("RGBA", picture.size, "white")
        picture = Pillow.alpha_composite(paper, picture).convert("RGB")
    return encoded(picture, format, **options)


def _drawn(picture, spec, size, focal):
    if spec.height is None:
        return picture.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=2.0)
    return ImageOps.fit(picture, size, Pillow.Resampling.LANCZOS, centering=focal)
