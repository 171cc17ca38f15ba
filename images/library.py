"""The picture library: what comes in, and what keeps a picture from going."""

import hashlib

from django.db import IntegrityError, transaction

from images import renditions, tasks
from images.decode import decode, read
from images.embedded import plain, shortened
from images.files import Batch, new_stem
from images.models import Image

MAX_USES = 50

# What shows pictures otherwise than by a foreign key, in a text say: functions from an Image to the rows that show it.
# An app adds its own in AppConfig.ready.
finders = []


def add(file, *, by=None, alt="", decorative=False, caption="", credit="", licence="", focal=(0.5, 0.5)):
    """Put a picture into the library. The worker makes its renditions; until then pages show it whole.

    `file`: an upload, or any binary file object at most 20 MB long; JPEG, PNG, GIF (first frame), WebP or AVIF.
    `focal`: what to keep in crops, as fractions of width and height. Words left empty are read from the file.
    Returns the Image. The same bytes again give the Image that is there, unchanged; `image.is_new` tells which it was.
    Raises ValidationError, with nothing kept, for what is no picture, damaged or too large, and when storage fails.
    """
    data = read(file)
    digest = hashlib.sha256(data).hexdigest()
    if image := _existing(digest):
        return image
    decoded = decode(data)
    words = {"alt": alt, "caption": caption, "credit": credit, "licence": licence}
    words = {name: given.strip() or decoded.words[name] for name, given in words.items()}
    if decorative:
        words["alt"] = ""
    image = Image(
        **words,
        decorative=decorative,
        focal_x=focal[0],
        focal_y=focal[1],
        width=decoded.picture.width,
        height=decoded.picture.height,
        digest=digest,
        filename=_shown_name(file),
        uploaded_by=by,
    )
    image.clean_fields(exclude=["file"])
    try:
        with Batch() as batch:
            _store(image, decoded, batch)
            with transaction.atomic():
                image.save()
                tasks.make.enqueue(image.pk)
    except IntegrityError:
        if existing := _existing(digest):  # somebody added the same file in the same moment
            return existing
        raise
    image.is_new = True
    return image


def _existing(digest):
    image = Image.objects.filter(digest=digest).first()
    if image:
        image.is_new = False
    return image


def _store(image, decoded, batch):
    picture = decoded.picture
    if picture.mode == "RGBA":
        format, extension, options = "WEBP", "webp", {"lossless": True, "method": 2}
    else:
        sampling = "4:4:4" if decoded.drawn else "4:2:0"
        format, extension, options = "JPEG", "jpg", {"quality": 88, "progressive": True, "subsampling": sampling}
    data = renditions.encoded(picture, format, **options)
    image.file.name = batch.store(f"{new_stem()}.{extension}", data)
    image.placeholder = renditions.placeholder(picture)


def _shown_name(file):
    """The name it was uploaded under, for people to find it by. No file of ours is ever called so."""
    name = plain(getattr(file, "name", "") or "").replace("\\", "/").rpartition("/")[2]
    return shortened(name, 200)


def uses(image):
    """The rows of other tables that show this picture (MAX_USES of each at most), whatever app they belong to."""
    found = {}  # a row that shows it twice is one use
    for relation in _relations():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: image})
        found |= dict.fromkeys(rows.order_by("-pk")[:MAX_USES])
    for finder in finders:
        found |= dict.fromkeys(finder(image)[:MAX_USES])
    return list(found)


def _relations():
    """Every relation to Image, those with related_name="+" included."""
    fields = Image._meta.get_fields(include_hidden=True)
    relations = [field for field in fields if field.auto_created and field.is_relation and not field.concrete]
    return [relation for relation in relations if not relation.related_model._meta.auto_created]
