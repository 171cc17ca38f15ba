"""The words a picture file carries (IPTC, XMP, EXIF): who made it, what it shows, what allows its use.

Fields and their meaning: IPTC Photo Metadata Standard 2023.1 and Exif 2.3.
"""

import logging
import re
import unicodedata
from xml.etree import ElementTree

from django.utils.html import strip_tags
from PIL import IptcImagePlugin

LIMITS = {"credit": 200, "caption": 500, "alt": 300, "licence": 200}
MAX_XMP = 256 * 1024
# What cameras and programs write where a person wrote nothing.
JUNK = re.compile(
    r"(?i)^(default|untitled|unknown|none|n/?a|image|photo|.*digital camera|sony dsc|dcim\b.*|[\w-]+\.\w{3,4})$"
)

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XMP = {
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
    "caption": "{http://purl.org/dc/elements/1.1/}description",
    "licence": "{http://purl.org/dc/elements/1.1/}rights",
    "agency": "{http://ns.adobe.com/photoshop/1.0/}Credit",
    "alt": "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility",
}
IPTC = {"creator": (2, 80), "agency": (2, 110), "licence": (2, 116), "caption": (2, 120)}
EXIF = {"creator": 0x013B, "licence": 0x8298, "caption": 0x010E}

log = logging.getLogger(__name__)


def read(source):
    """Plain text found in an opened Pillow image: {"credit", "caption", "alt", "licence"}, "" for what is missing."""
    found = {}
    for reader in (_xmp, _iptc, _exif):
        try:
            given = reader(source)
        except Exception:  # nothing in a file's margins may stop its picture
            log.info("Passed over broken metadata", exc_info=True)
            continue
        for name, text in given.items():
            text = plain(text)
            if text and not JUNK.match(text):
                found.setdefault(name, text)
    creator, agency = found.get("creator", ""), found.get("agency", "")
    credit = creator if agency.lower() in creator.lower() else " / ".join(filter(None, [creator, agency]))
    found["credit"] = credit
    return {name: shortened(found.get(name, ""), limit) for name, limit in LIMITS.items()}


def plain(text):
    """One line of text: no tags, no control or direction characters, no run of spaces."""
    text = strip_tags(unicodedata.normalize("NFC", str(text)[:5000]))
    text = "".join(" " if char.isspace() else char for char in text if char.isspace() or _visible(char))
    return " ".join(text.split())


def _visible(char):
    """Everything but control, surrogate and unassigned characters, and format ones that change reading order."""
    category = unicodedata.category(char)
    return category not in ("Cc", "Cs", "Co", "Cn") and (category != "Cf" or char in "\u200c\u200d")


def shortened(text, limit):
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def _xmp(source):
    data = source.info.get("xmp") or source.info.get("XML:com.adobe.xmp") or b""
    text = data.decode("utf-8") if isinstance(data, bytes) else data
    if not text or len(text) > MAX_XMP or "<!" in text:  # XMP has no use for a document type or entities; attacks do
        return {}
    tree = ElementTree.fromstring(text.strip("\0 \r\n\t"))  # noqa: S314  see the line above
    found = {}
    for description in tree.iter(f"{RDF}Description"):
        for name, tag in XMP.items():
            node = description.find(tag)
            items = [] if node is None else [text.strip() for text in node.itertext() if text.strip()]
            # Several creators are several people; several of anything else are translations, the default one first.
            given = ", ".join(items) if name == "creator" else "".join(items[:1])
            if given := given or description.get(tag, ""):
                found.setdefault(name, given)
    return found


def _iptc(source):
    records = IptcImagePlugin.getiptcinfo(source) or {}
    found = {}
    for name, key in IPTC.items():
        values = records.get(key, [])
        found[name] = ", ".join(_decoded(value) for value in (values if isinstance(values, list) else [values]))
    return found


def _exif(source):
    exif = source.getexif()
    values = {name: exif.get(key, "") for name, key in EXIF.items()}
    return {name: _decoded(value) if isinstance(value, bytes) else value for name, value in values.items()}


def _decoded(value):
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")
