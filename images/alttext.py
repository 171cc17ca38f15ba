"""Whether alternative text says anything."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_LENGTH = 250  # more than that, heard instead of read, is a caption or a paragraph

FILE_NAME = re.compile(
    r"""(?ix) ^(
        .*\.(jpe?g|png|gif|webp|avif|svg|heic|tiff?)    # with its extension
        | (img|dsc[fn]?|pxl|dji|gopr|p|image|photo|screen\W?shot|bildschirmfoto|whatsapp\simage|untitled|unnamed)
          [\W_\d]*(at)?[\W_\d]*((am|pm)\W*)?            # what cameras and telephones call their files
        | [\w-]*\d{4,}[\w-]*                            # an id: 20210526_191500, shutterstock-183020
        | [0-9a-f-]{16,}                                # a hash
    )$""",
)
LEAD_IN = re.compile(
    r"(?i)^(an?\s|the\s|this\sis\s(an?\s)?)?(image|picture|photo(graph)?|pic|graphic|icon)\s(of|showing|that\sshows)\b"
)
PLACEHOLDER = {"alt", "alt text", "alternative text", "caption", "decorative", "graphic", "hero", "logo", "n/a", "na"}
PLACEHOLDER |= {"none", "null", "pic", "picture", "test", "todo", "tbd", "thumbnail", "xxx", "description"}


def check(alt, filename=""):
    """Raise ValidationError if the text would tell a listener nothing: a file name, "image of …", a placeholder."""
    text = " ".join(alt.split())
    stem = re.sub(r"\.\w{2,5}$", "", filename)
    if FILE_NAME.match(text) or (filename and _bare(text) in (_bare(filename), _bare(stem)) and not _is_prose(text)):
        raise ValidationError(_("This looks like a file name. Say what the picture shows."))
    if text.lower().strip(" .!") in PLACEHOLDER or sum(char.isalpha() for char in text) < 2:
        raise ValidationError(_("This says nothing about the picture. Say what it shows."))
    if LEAD_IN.match(text):
        raise ValidationError(_("Leave out “image of”: screen readers say that it is one. Begin with what it shows."))
    if len(text) > MAX_LENGTH:
        raise ValidationError(
            _("Keep it under %(limit)d characters (it has %(length)d); the rest belongs in the caption.")
            % {"limit": MAX_LENGTH, "length": len(text)}
        )


def _bare(text):
    return re.sub(r"[\W_]+", "", text.lower())


def _is_prose(text):
    """A file may be called by a good description; one with spaces between its words is let pass."""
    return text.count(" ") >= 3
