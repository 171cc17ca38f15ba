"""The pictures in a text rendered before: its HTML names each as it was stored, and a page shows what there is of it.

So a story that is published a second after the upload has every size later on, and nobody publishes it again.
"""

import re
from functools import partial
from html import unescape

from django.template import engines
from django.utils.html import format_html

from images import known
from images.models import Image
from newsroom.pagecache import shows
from newsroom.prepared import Prepared

# Any file of a picture of ours: the original ("ab/….jpg"), or a rendition named by an older text ("ab/…-w960-….webp").
FIGURE = re.compile(r'<img\b(?=[^>]*?\ssrc="[^"]*/images/([0-9a-f]{2}/[0-9a-f]{24})[.-])[^>]*>')
ALT = re.compile(r'\salt="([^"]*)"')
SIZES = "(min-width: 48rem) 45rem, 100vw"


@Prepared
def _pictures(files):
    return Image.objects.filter(file__in=files).values_list(*known.columns(""))


def used_in(*texts):
    """{stem: Image} of the pictures in texts of HTML, for the two below; one query where there is any. Notes them."""
    stems = sorted({stem for text in texts if "<img" in text for stem in FIGURE.findall(text)})
    if not stems:
        return {}
    files = tuple(f"images/{stem}.{extension}" for stem in stems for extension in ("jpg", "webp"))
    images = [known.picture(*row) for row in _pictures(files)]
    shows(*(f"image:{image.pk}" for image in images))
    return {image.file.name.removeprefix("images/").rpartition(".")[0]: image for image in images}


def for_pages(text, images):
    """The text with each picture as images/_picture.html prints it."""
    if not images:
        return text
    env = engines["jinja2"].env
    picture = partial(env.globals["picture"], env)
    return _replaced(text, images, lambda image, alt: picture(image, sizes=SIZES, alt=alt).strip())


def for_feeds(text, images):
    """The text with each picture as one file that every reader can show."""
    return _replaced(text, images, _plain) if images else text


def _plain(image, alt):
    one = image.rendition("w960")
    return format_html('<img src="{url}" width="{width}" height="{height}" alt="{alt}">', alt=alt, **one)


def _replaced(text, images, shown):
    def one(match):
        image, alt = images.get(match[1]), ALT.search(match[0])
        return shown(image, unescape(alt[1]) if alt else "") if image else match[0]

    return FIGURE.sub(one, text)
