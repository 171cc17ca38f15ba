"""The desk's pages for adding pictures."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from images.models import Image
from images.tests.factories import add_picture, upload

pytestmark = pytest.mark.django_db

ADD = reverse("admin:images_image_add")
SEVERAL = reverse("admin:images_image_add_several")
LIST = reverse("admin:images_image_changelist")
WORDS = {"alt": "A grey phone on a table", "caption": "", "credit": "", "licence": ""}


def errors(response):
    return response.context["adminform"].form.errors


def test_adding_a_picture(client, writer):
    client.force_login(writer)
    assert client.post(ADD, WORDS | {"file": upload(seed=5)}).status_code == 302
    image = Image.objects.get()
    assert (image.uploaded_by, image.alt) == (writer, "A grey phone on a table")
    assert list(errors(client.post(ADD, WORDS))) == ["file"]
    svg = SimpleUploadedFile("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'>")
    assert "Use JPEG" in errors(client.post(ADD, WORDS | {"file": svg}))["file"][0]


def test_adding_a_picture_that_is_there_says_so_and_changes_nothing(client, writer, editor):
    image = add_picture(by=editor)
    client.force_login(writer)
    words = WORDS | {"alt": "Mine now", "credit": "Mallory"}
    response = client.post(ADD, words | {"file": upload()})
    assert response.url == reverse("admin:images_image_change", args=[image.pk])
    assert "in the library already" in str(next(iter(get_messages(response.wsgi_request))))
    image.refresh_from_db()
    assert (image.alt, image.credit, image.uploaded_by) == ("Coloured discs on a dark ground", "", editor)


def test_adding_several_keeps_the_good_ones_and_names_the_others(client, writer):
    client.force_login(writer)
    files = [upload("a.jpg", seed=1), upload("b.jpg", seed=2), SimpleUploadedFile("c.svg", b"<svg/>")]
    response = client.post(SEVERAL, {"files": files, "credit": "Ana Lima", "licence": ""})
    assert response.url == f"{LIST}?missing=alt&mine=1"
    assert {image.filename: image.credit for image in Image.objects.all()} == {"a.jpg": "Ana Lima", "b.jpg": "Ana Lima"}
    assert any("c.svg" in str(message) for message in get_messages(response.wsgi_request))
    assert "files" in errors(client.post(SEVERAL, {"credit": "", "licence": ""}))


def test_a_picture_added_from_another_form_is_handed_back_to_it(client, writer):
    client.force_login(writer)
    response = client.post(ADD, WORDS | {"file": upload(), "_popup": "1"})
    assert str(Image.objects.get().pk) in response.content.decode()
    assert response.templates[0].name.endswith("popup_response.html")
