"""From the bytes of an upload to a clean picture in memory, and the words that the file carried."""

import io
import logging
from dataclasses import dataclass
from threading import Lock

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from images import embedded

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
# Their decoders hold up to 16 bytes of each pixel at a time, which would be 800 MB.
MAX_PIXELS_OF = {"WEBP": 16_000_000, "AVIF": 24_000_000}
MAX_FRAMES = 500
MAX_SCANS = 100  # a progressive JPEG has ten or so; each one costs a pass over the whole picture
MAX_SIDE = 2560
MAX_PROFILE = 4 * 1024 * 1024
BAND = 128  # rows of the small picture that are made at a time
LANCZOS_REACH = 3  # pixels of the small picture on either side from which one is mixed
FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "AVIF"]
DRAWN = {"PNG", "GIF"}  # formats of screenshots and drawings, whose sharp coloured edges a JPEG must not smear

log = logging.getLogger(__name__)
one_at_a_time = Lock()  # a large picture takes 200 MB while it is decoded, and a process has several threads


@dataclass
class Decoded:
    picture: Pillow.Image  # RGB, or RGBA where something shows through; upright, sRGB, MAX_SIDE at most, no metadata
    drawn: bool
    words: dict  # credit, caption, alt, licence as found in the file; see embedded.read


def read(file):
    """All bytes of an upload (any binary file object). Raises ValidationError for more than MAX_BYTES, or for none."""
    file.seek(0)
    data = file.read(MAX_BYTES + 1) if (getattr(file, "size", None) or 0) <= MAX_BYTES else None
    if data is None or len(data) > MAX_BYTES:
        raise ValidationError(_("The file is larger than %(size)d MB. Save it smaller.") % {"size": MAX_BYTES // 2**20})
    if not data:
        raise ValidationError(_("The file is empty."))
    return data


def decode(data):
    """Decode the bytes of an upload. Raises ValidationError for what is no picture, broken, or too large to touch."""
    # Given bad data, Pillow's decoders raise nearly anything: OSError, SyntaxError, struct.error, IndexError …
    try:
        source = Pillow.open(io.BytesIO(data), formats=FORMATS)
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
        raise ValidationError(_too_large()) from error
    except Exception as error:
        raise ValidationError(_("This is no picture we can read. Use JPEG, PNG, GIF, WebP or AVIF.")) from error
    with source:
        try:
            _check_cost(source, data)
            words = embedded.read(source)
            with one_at_a_time:
                return Decoded(_clean(source), source.format in DRAWN, words)
        except ValidationError:
            raise
        except Exception as error:
            log.info("Refused a broken picture", exc_info=True)
            raise ValidationError(_("The file is damaged or cut off. Export it again and retry.")) from error


def _check_cost(source, data):
    """What decoding would cost, told before a pixel is decoded."""
    most = MAX_PIXELS_OF.get(source.format, MAX_PIXELS)
    if source.width * source.height > most:
        raise ValidationError(_too_large(most))
    if getattr(source, "n_frames", 1) > MAX_FRAMES:
        raise ValidationError(_("The animation has more than %(n)d frames. Use a still picture.") % {"n": MAX_FRAMES})
    if isinstance(source, JpegImageFile) and data.count(b"\xff\xda") > MAX_SCANS:
        raise ValidationError(_("The picture is needlessly hard to decode. Export it again as an ordinary JPEG."))


def _too_large(most=MAX_PIXELS):
    return _("The picture has more than %(n)d million pixels. Save it smaller.") % {"n": most // 1_000_000}


def _clean(source):
    """The first frame, made small first: everything after costs what the small picture costs."""
    source.seek(0)
    picture = source
    if isinstance(source, JpegImageFile):
        picture.draft(None, _fitted(source.size))  # the decoder itself skips detail nobody will see
    picture.load()
    picture = _small(picture)
    picture = ImageOps.exif_transpose(picture)
    picture = _in_srgb(picture, source.info.get("icc_profile"))
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == 255:
        picture = picture.convert("RGB")
    picture.info = {}
    return picture


def _small(picture):
    """The picture at its new size, as RGBA, RGB, L or CMYK. In bands: converted as a whole it would be held twice."""
    width, height = _fitted(picture.size)
    scale = picture.height / height
    small = None
    for top in range(0, height, BAND):
        bottom = min(top + BAND, height)
        first = max(0, int(top * scale - LANCZOS_REACH * scale) - 1)
        last = min(picture.height, int(bottom * scale + LANCZOS_REACH * scale) + 2)
        band = _plain(picture.crop((0, first, picture.width, last)))
        box = (0, top * scale - first, picture.width, min(bottom * scale - first, band.height))
        band = band.resize((width, bottom - top), Pillow.Resampling.LANCZOS, box=box)
        small = small or Pillow.new(band.mode, (width, height))
        small.paste(band, (0, top))
    small.info = {name: value for name, value in picture.info.items() if name != "transparency"}
    small.getexif().update(picture.getexif())
    return small


def _plain(picture):
    """The picture in a mode of which everything after knows what to do: RGBA, RGB, L or CMYK."""
    if picture.has_transparency_data and picture.mode != "RGBA":
        return picture.convert("RGBA")
    if picture.mode.startswith("I;16"):
        return picture.point(lambda level: level / 256).convert("L")
    return picture if picture.mode in ("RGBA", "RGB", "L", "CMYK") else picture.convert("RGB")


def _fitted(size):
    scale = min(1, MAX_SIDE / max(size))
    return tuple(max(1, round(side * scale)) for side in size)


def _in_srgb(picture, profile):
    """The picture with its colours as every browser assumes them. A profile that can't be read is passed over."""
    if profile and len(profile) <= MAX_PROFILE:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "srgb" not in ImageCms.getProfileDescription(given).lower():
                mode = "RGBA" if picture.mode == "RGBA" else "RGB"
                return ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            log.info("Passed over a colour profile", exc_info=True)
    return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")
