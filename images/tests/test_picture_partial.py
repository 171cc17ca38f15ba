"""images/_picture.html, as readers' pages print it."""

import re

import pytest
from django.template import engines

from images.tests.factories import add_picture

pytestmark = pytest.mark.django_db


def shown(arguments, **context):
    text = '{% from "images/_picture.html" import picture %}{{ picture(' + arguments + ") }}"
    html = engines["jinja2"].from_string(text).render(context).strip()
    return html, dict(re.findall(r'([\w-]+)="([^"]*)"', html))


def test_a_card_is_a_lazy_cropped_picture_with_its_dimensions():
    image = add_picture(size=(2400, 1500))
    html, attributes = shown('i, crop="card", sizes="(min-width: 60rem) 33vw, 100vw"', i=image)
    assert html.startswith("<img ") and html.count("<") == 1
    assert (attributes["width"], attributes["height"]) == ("480", "270")
    assert attributes["srcset"] == image.card_srcset
    assert attributes["sizes"] == "(min-width: 60rem) 33vw, 100vw"
    assert attributes["loading"] == "lazy" and "fetchpriority" not in attributes
    assert attributes["alt"] == "Coloured discs on a dark ground"


def test_the_whole_picture_keeps_its_proportions():
    _html, attributes = shown("i", i=add_picture(size=(2000, 1000)))
    assert (attributes["width"], attributes["height"]) == ("960", "480")
    assert attributes["srcset"].count("w") >= 3 and attributes["sizes"] == "100vw"


def test_the_picture_that_a_page_opens_with_is_not_lazy():
    _html, attributes = shown("i, eager=true", i=add_picture())
    assert attributes["fetchpriority"] == "high" and "loading" not in attributes


def test_the_page_may_say_something_else_or_nothing_in_place_of_the_librarys_alt_text():
    image = add_picture()
    assert shown('i, alt="The quay"', i=image)[1]["alt"] == "The quay"
    assert shown('i, alt=""', i=image)[1]["alt"] == ""


def test_words_are_escaped():
    html, _attributes = shown("i", i=add_picture(alt='"><img src=x onerror=alert(1)>'))
    assert html.count("<") == 1


def test_no_picture_prints_nothing_and_a_picture_costs_no_query(django_assert_num_queries):
    image = add_picture()
    with django_assert_num_queries(0):
        assert shown("i", i=None)[0] == ""
        assert shown('i, crop="square"', i=image)[1]["width"] == "160"
