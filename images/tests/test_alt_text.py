"""Alternative text that says nothing is sent back."""

import pytest
from django.core.exceptions import ValidationError

from images import alttext


@pytest.mark.parametrize(
    "text",
    [
        "IMG_2041",
        "img-2041.JPG",
        "DSC00012",
        "PXL_20240501_101010",
        "Screenshot 2024-05-01 at 10.11.12",
        "Screen Shot 2024-05-01 at 10.11.12 AM",
        "photo.jpg",
        "image1",
        "20210526_191500",
        "d41d8cd98f00b204e9800998ecf8427e",
        "factory-shenzhen",
        "Untitled",
    ],
)
def test_file_names_are_refused(text):
    with pytest.raises(ValidationError, match="file name"):
        alttext.check(text, "Factory-Shenzhen.jpg")


@pytest.mark.parametrize(
    "text", ["Image of a phone", "a photo of the CEO", "This is a picture of a plant", "Icon of x"]
)
def test_what_the_screen_reader_says_anyway_is_refused(text):
    with pytest.raises(ValidationError, match="Leave out"):
        alttext.check(text)


@pytest.mark.parametrize("text", ["alt text", "N/A", "…", "123", "-", "Picture.", "todo"])
def test_placeholders_are_refused(text):
    with pytest.raises(ValidationError, match="says nothing"):
        alttext.check(text)


def test_a_paragraph_is_refused():
    with pytest.raises(ValidationError, match="it has 299"):
        alttext.check("word " * 60)


@pytest.mark.parametrize(
    "text",
    [
        "A grey phone lies on a wooden table",
        "Xiaomi logo",
        "Photographers wait outside the court",
        "Image sensors on a wafer",
        "Screenshot of the settings page with the switch turned off",
        "iPhone 15",
        "三人の記者",
        "The new plant in Shenzhen",
    ],
)
def test_what_describes_the_picture_is_let_pass(text):
    alttext.check(text, "the-new-plant-in-shenzhen.jpg")
