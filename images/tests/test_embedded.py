"""The words that come with a picture file."""

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Pillow

from images import library
from images.tests.factories import draw, encode

pytestmark = pytest.mark.django_db

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="Agência Norte"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
 <dc:creator><rdf:Seq><rdf:li>Ana Lima</rdf:li><rdf:li>Bo Åker</rdf:li></rdf:Seq></dc:creator>
 <dc:description><rdf:Alt><rdf:li xml:lang="x-default">The new plant in Shenzhen</rdf:li>
  <rdf:li xml:lang="de">Das neue Werk</rdf:li></rdf:Alt></dc:description>
 <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">CC BY 4.0</rdf:li></rdf:Alt></dc:rights>
 <Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A white hall</rdf:li></rdf:Alt>
 </Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def iptc_jpeg(*records):
    """A JPEG whose application segment 13 carries IPTC records, given as (number, bytes)."""
    body = b"".join(b"\x1c\x02" + bytes([number]) + len(text).to_bytes(2) + text for number, text in records)
    block = b"8BIM\x04\x04\0\0" + len(body).to_bytes(4) + body + b"\0" * (len(body) % 2)
    segment = b"Photoshop 3.0\0" + block
    data = encode(draw())
    return data[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2) + segment + data[2:]


def added(data, **fields):
    return library.add(ContentFile(data, name="a.jpg"), **fields)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_words_are_read_from_xmp(format):
    if format == "PNG":
        from PIL import PngImagePlugin

        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", XMP)
        image = added(encode(draw(), "PNG", pnginfo=info))
    else:
        image = added(encode(draw(), format, xmp=XMP.encode()))
    assert image.credit == "Ana Lima, Bo Åker / Agência Norte"
    assert image.caption == "The new plant in Shenzhen"
    assert image.alt == "A white hall"
    assert image.licence == "CC BY 4.0"


def test_the_words_are_read_from_iptc():
    image = added(iptc_jpeg((80, b"Ana Lima"), (110, b"Reuters"), (120, "Café".encode("cp1252")), (116, b"Reuters")))
    assert (image.credit, image.caption, image.licence) == ("Ana Lima / Reuters", "Café", "Reuters")


def test_a_credit_that_names_the_agency_does_not_name_it_twice():
    assert added(iptc_jpeg((80, b"Ana Lima/Reuters"), (110, b"Reuters"))).credit == "Ana Lima/Reuters"


def test_the_words_are_read_from_exif():
    exif = Pillow.Exif()
    exif[0x013B], exif[0x8298], exif[0x010E] = "Ana Lima", "(c) Ana Lima", "A quay at dawn"
    image = added(encode(draw(), exif=exif))
    assert (image.credit, image.licence, image.caption) == ("Ana Lima", "(c) Ana Lima", "A quay at dawn")


@pytest.mark.parametrize("text", ["OLYMPUS DIGITAL CAMERA", "DCIM\\100MEDIA\\DJI_0001.JPG", "SONY DSC", "IMG_2041.jpg"])
def test_what_the_camera_says_about_itself_is_no_caption(text):
    exif = Pillow.Exif()
    exif[0x010E] = text
    assert added(encode(draw(), exif=exif)).caption == ""


def test_what_the_desk_wrote_goes_before_what_the_file_says():
    image = added(encode(draw(), xmp=XMP.encode()), credit="Bo", caption="Another view", alt="A hall", licence="Own")
    assert (image.credit, image.caption, image.alt, image.licence) == ("Bo", "Another view", "A hall", "Own")


def test_a_decorative_picture_takes_no_alt_text_from_its_file():
    assert added(encode(draw(), xmp=XMP.encode()), decorative=True).alt == ""


def test_words_from_a_file_are_one_line_of_plain_text_of_bounded_length():
    xmp = XMP.replace("The new plant", "&lt;b>Bold&lt;/b>&#13;\n claim \u202etxet " + "very " * 500)
    caption = added(encode(draw(), xmp=xmp.encode())).caption
    assert caption.startswith("Bold claim txet very very")
    assert len(caption) <= 500 and caption.endswith("…")


@pytest.mark.parametrize(
    "xmp",
    [
        b"<not xml",
        b"\xff\xfe broken",
        XMP.replace("<x:xmpmeta", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x:xmpmeta').replace("Ana Lima", "&a;").encode(),
        XMP.encode("utf-16"),
        b"<x>" * 20000,
    ],
)
def test_metadata_that_is_broken_or_hostile_does_not_stop_its_picture(xmp):
    image = added(encode(draw(), xmp=xmp))
    assert (image.credit, image.caption) == ("", "")
