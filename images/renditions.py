"""The sizes and shapes in which readers get a picture."""

import io
import secrets
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image as Pillow
from PIL import ImageOps

from images.files import Batch


@dataclass(frozen=True)
class Spec:
    shape: str
    width: int
    height: int | None = None  # None: not cropped
    format: str = "WEBP"


# By name; within a shape the smallest first. A new entry here is made by the next `make` of each picture.
SPECS = {
    "w480": Spec("wide", 480),
    "w960": Spec("wide", 960),
    "w1600": Spec("wide", 1600),
    "card480": Spec("card", 480, 270),
    "card960": Spec("card", 960, 540),
    "square160": Spec("square", 160, 160),
    "square480": Spec("square", 480, 480),
    "social": Spec("social", 1200, 630, "JPEG"),
}
ENCODING = {
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 85, "progressive": True, "optimize": True},
}
EXTENSIONS = {"WEBP": "webp", "JPEG": "jpg", "PNG": "png"}


def fallbacks(name):
    """The names that may stand in for `name`: itself, then the smaller ones of its shape, largest first."""
    names = [other for other, spec in SPECS.items() if spec.shape == SPECS[name].shape]
    return names[names.index(name) :: -1]


def make(image):
    """Make what is missing, and the crops that no longer fit the focal point; save the row if anything changed.

    Safe to run again. Raises ValidationError where storage refuses, OSError where the original can't be read.
    """
    wanted = _wanted(image, (image.width, image.height))
    if not wanted:
        return
    with Batch() as batch:
        with image.file.open() as file, Pillow.open(file, formats=list(EXTENSIONS)) as picture:
            picture.load()
            draw(image, picture, batch, wanted)
        image.save(update_fields=["renditions", "retired"])


def draw(image, picture, batch, wanted=None):
    """Encode a decoded picture into storage and note the files on the (unsaved) row. What they replace is retired."""
    focal = [image.focal_x, image.focal_y]
    stem = image.file.name.rpartition(".")[0]
    for name, size in (wanted or _wanted(image, picture.size)).items():
        spec = SPECS[name]
        data = encoded(_drawn(picture, spec, size, focal), spec.format, **ENCODING[spec.format])
        file = batch.store(f"{stem}-{name}-{secrets.token_hex(3)}.{EXTENSIONS[spec.format]}", data)
        if old := image.renditions.get(name):
            image.retired.append([old["file"], timezone.now().date().isoformat()])
        made = {"file": file, "width": size[0], "height": size[1]}
        image.renditions[name] = made | ({"focal": focal} if spec.height else {})


def encoded(picture, format, **options):
    buffer = io.BytesIO()
    picture.save(buffer, format, **options)
    return buffer.getvalue()


def _wanted(image, original):
    """{name: (width, height)} of all that `make` has to make."""
    focal = [image.focal_x, image.focal_y]
    wanted, complete = {}, set()
    for name, spec in SPECS.items():
        if spec.shape in complete:
            continue  # a smaller one already holds every pixel there is
        scale = min(original[0] / spec.width, original[1] / spec.height if spec.height else original[0] / spec.width)
        if scale <= 1:
            complete.add(spec.shape)
        height = spec.height or original[1] * spec.width / original[0]
        made = image.renditions.get(name)
        if not made or (spec.height and made.get("focal") != focal) or not default_storage.exists(made["file"]):
            wanted[name] = tuple(max(1, round(side * min(1, scale))) for side in (spec.width, height))
    return wanted


def _drawn(picture, spec, size, focal):
    if spec.format == "JPEG" and picture.mode == "RGBA":
        paper = Pillow.new("RGBA", picture.size, "white")
        picture = Pillow.alpha_composite(paper, picture).convert("RGB")
    if spec.height is None:
        return picture.resize(size, Pillow.Resampling.LANCZOS, reducing_gap=2.0)
    return ImageOps.fit(picture, size, Pillow.Resampling.LANCZOS, centering=focal)
