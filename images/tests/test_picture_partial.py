"""images/_picture.html, as readers' pages print it."""

import re

import pytest
from django.template import engines

from images.models import Image
from images.tests.factories import add_picture

pytestmark = pytest.mark.django_db


def shown(arguments, **context):
    text = '{% from "images/_picture.html" import picture %}{{ picture(' + arguments + ") }}"
    return engines["jinja2"].from_string(text).render(context).strip()


def tags(html):
    """[(name, attributes)] of sources and pictures, but for the placeholder."""
    found = re.findall(r"<(source|img) ([^>]*)>", html)
    found = [(name, dict(re.findall(r'([\w-]+)="([^"]*)"', rest))) for name, rest in found]
    return [(name, attributes) for name, attributes in found if attributes.get("class") != "blur"]


def img(html):
    return tags(html)[-1][1]


def test_a_card_is_offered_in_three_formats_cropped_lazy_and_with_its_dimensions():
    image = add_picture(size=(2400, 1500))
    html = shown('i, crop="card", sizes="(min-width: 60rem) 33vw, 100vw"', i=image)
    (first, avif), (second, webp), (last, jpeg) = tags(html)
    assert (first, second, last) == ("source", "source", "img")
    assert (avif["type"], avif["srcset"]) == ("image/avif", image.srcset("card", "avif"))
    assert (webp["type"], webp["srcset"]) == ("image/webp", image.srcset("card", "webp"))
    assert (jpeg["width"], jpeg["height"], jpeg["srcset"]) == ("480", "270", image.srcset("card"))
    assert {tag["sizes"] for tag in (avif, webp, jpeg)} == {"(min-width: 60rem) 33vw, 100vw"}
    assert (jpeg["loading"], jpeg["decoding"]) == ("lazy", "async") and "fetchpriority" not in jpeg
    assert jpeg["alt"] == "Coloured discs on a dark ground"


def test_a_narrow_screen_may_get_another_crop():
    image = add_picture(size=(2400, 1500))
    sources = tags(shown('i, crop="four", narrow="card"', i=image))[:-1]
    assert [(one["media"], one["srcset"]) for _name, one in sources[:2]] == [
        ("(max-width: 36rem)", image.srcset("card", format)) for format in ("avif", "webp")
    ]
    assert [one["srcset"] for _name, one in sources[2:]] == [image.srcset("four", "avif"), image.srcset("four", "webp")]


def test_the_whole_picture_keeps_its_proportions():
    jpeg = img(shown("i", i=add_picture(size=(2000, 1000))))
    assert (jpeg["width"], jpeg["height"]) == ("960", "480")
    assert jpeg["srcset"].count("w,") == 2 and jpeg["sizes"] == "100vw"


def test_the_picture_that_a_page_opens_with_is_not_lazy():
    jpeg = img(shown("i, eager=true", i=add_picture()))
    assert jpeg["fetchpriority"] == "high" and "loading" not in jpeg


def test_before_it_has_sizes_a_picture_is_shown_as_it_was_stored():
    image = Image(file="images/ab/abc.jpg", width=900, height=600, alt="Discs")
    html = shown('i, crop="card", narrow="square"', i=image)
    assert html == (
        '<picture><img src="/media/images/ab/abc.jpg" width="900" height="600" alt="Discs" loading="lazy"'
        ' decoding="async"></picture>'
    )


def test_a_placeholder_lies_below_a_picture_and_is_for_the_eye_alone():
    image = add_picture()
    html = shown("i", i=image)
    assert f'<span class="pic"><img class="blur" src="data:image/webp;base64,{image.placeholder}" alt="">' in html
    assert 0 < len(image.placeholder) < 300
    assert "blur" not in shown('i, crop="square"', i=image)


def test_the_page_may_say_something_else_or_nothing_in_place_of_the_librarys_alt_text():
    image = add_picture()
    assert img(shown('i, alt="The quay"', i=image))["alt"] == "The quay"
    assert img(shown('i, alt=""', i=image))["alt"] == ""


def test_words_are_escaped():
    assert "<img src=x" not in shown("i", i=add_picture(alt='"><img src=x onerror=alert(1)>'))


def test_no_picture_prints_nothing_and_a_picture_costs_no_query(django_assert_num_queries):
    image = add_picture()
    with django_assert_num_queries(0):
        assert shown("i", i=None) == ""
        assert img(shown('i, crop="square"', i=image))["width"] == "160"
