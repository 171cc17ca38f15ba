"""The form control, and the addresses that its script asks."""

import base64

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from images.decode import MAX_BYTES
from images.models import Image
from images.picker import PictureField
from images.tests.factories import add_picture, upload

pytestmark = pytest.mark.django_db

PICKER = reverse("admin:images_image_picker")
UPLOAD = reverse("admin:images_image_upload")
DIALOG = reverse("admin:images_image_dialog")
WORDS = {"alt": "A grey phone on a table", "caption": "", "credit": "", "licence": ""}


class StoryForm(forms.Form):
    hero = PictureField(required=False)


def test_the_library_comes_in_pages_newest_first(client, writer):
    for seed in range(26):
        add_picture(seed=seed, size=(20, 20), alt=f"Picture {seed}")
    client.force_login(writer)
    first = client.get(PICKER).json()
    assert [picture["name"] for picture in first["results"]][:2] == ["Picture 25", "Picture 24"]
    assert (len(first["results"]), first["next"]) == (24, 2)
    second = client.get(PICKER, {"page": 2}).json()
    assert ([picture["name"] for picture in second["results"]], second["next"]) == (["Picture 1", "Picture 0"], None)


def test_the_library_is_searched_in_one_query(client, writer, django_assert_max_num_queries):
    wanted = add_picture(seed=1, alt="A quay at dawn", credit="Ana Lima", size=(1200, 800))
    add_picture(seed=2, alt="A quay at night")
    client.force_login(writer)
    with django_assert_max_num_queries(5):  # the session, the user and their permissions among them
        found = client.get(PICKER, {"q": "QUAY lima"}).json()["results"]
    assert len(found) == 1
    assert found[0] == {
        "id": wanted.pk,
        "name": "A quay at dawn",
        "alt": "A quay at dawn",
        "decorative": False,
        "missing_alt": False,
        "caption": "",
        "credit": "Ana Lima",
        "thumb": wanted.rendition("card480", "webp")["url"],
        "width": 1200,
        "height": 800,
        "change_url": f"/admin/images/image/{wanted.pk}/change/",
    }


@pytest.mark.parametrize(
    "query", ["page=-1", "page=x", "page=999999999999999999999", "q=%00", "q=" + "a+" * 300, "page=٣"]
)
def test_odd_questions_get_an_answer(client, writer, query):
    client.force_login(writer)
    assert client.get(f"{PICKER}?{query}").status_code == 200


def test_who_is_not_of_the_desk_gets_a_sentence_instead_of_the_library(client, moderator):
    for address in (PICKER, DIALOG):
        assert "signed out" in client.get(address).json()["errors"]["__all__"][0]
    assert client.post(UPLOAD).status_code == 403
    client.force_login(moderator)
    for address in (PICKER, DIALOG):
        response = client.get(address)
        assert response.status_code == 403
        assert "role" in response.json()["errors"]["__all__"][0]
    assert client.post(UPLOAD, WORDS | {"file": upload()}).status_code == 403
    assert not Image.objects.exists()


def test_who_may_only_look_is_offered_no_upload(client, writer):
    client.force_login(writer)
    assert UPLOAD in client.get(DIALOG).content.decode()
    writer.groups.clear()
    writer.user_permissions.add(_permission("view_image"))
    assert UPLOAD not in client.get(DIALOG).content.decode()
    assert client.get(PICKER).status_code == 200
    assert client.post(UPLOAD, WORDS | {"file": upload()}).status_code == 403


def _permission(codename):
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename=codename)


def test_an_upload_answers_with_the_picture(client, writer):
    client.force_login(writer)
    response = client.post(UPLOAD, WORDS | {"file": upload("phone.jpg")})
    assert response.status_code == 201
    image = Image.objects.get()
    assert (image.uploaded_by, image.filename, response.json()["id"]) == (writer, "phone.jpg", image.pk)
    assert response.json()["is_new"] is True
    again = client.post(UPLOAD, WORDS | {"file": upload("again.jpg"), "alt": "Other words"})
    assert again.status_code == 200
    assert (again.json()["is_new"], again.json()["alt"]) == (False, "A grey phone on a table")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"file": None}, "file"),
        ({"file": SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")}, "file"),
        ({"file": SimpleUploadedFile("a.jpg", b"")}, "file"),
        ({"file": SimpleUploadedFile("a.jpg", b"\xff" * (MAX_BYTES + 1))}, "file"),
        ({"alt": ""}, "alt"),
        ({"alt": "phone.jpg"}, "alt"),
        ({"credit": "x" * 300}, "credit"),
    ],
)
def test_a_bad_upload_is_answered_with_400_and_the_field(client, writer, sent, field):
    client.force_login(writer)
    data = {name: value for name, value in (WORDS | {"file": upload()} | sent).items() if value is not None}
    response = client.post(UPLOAD, data)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    assert not Image.objects.exists()


def test_a_large_upload_hidden_in_base64_is_refused(client, writer):
    client.force_login(writer)
    body = b"\r\n".join(
        [
            b"--edge",
            b'Content-Disposition: form-data; name="file"; filename="a.jpg"',
            b"Content-Type: image/jpeg",
            b"Content-Transfer-Encoding: base64",
            b"",
            base64.b64encode(b"\xff" * (MAX_BYTES + 3)),
            b"--edge--",
            b"",
        ]
    )
    response = client.post(UPLOAD, body, content_type="multipart/form-data; boundary=edge")
    assert response.status_code == 400
    assert not Image.objects.exists()


def test_an_upload_needs_the_forms_token_and_a_post(writer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)
    assert client.post(UPLOAD, WORDS | {"file": upload()}).status_code == 403
    assert client.get(UPLOAD).status_code == 405
    assert client.post(PICKER).status_code == 403 and client.put(PICKER).status_code in (403, 405)


def test_the_answers_are_not_kept_by_caches(client, writer):
    client.force_login(writer)
    for address in (PICKER, DIALOG):
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_without_javascript_the_control_takes_a_number_and_suggests_recent_pictures():
    image = add_picture()
    html = str(StoryForm({"hero": str(image.pk)})["hero"])
    assert f'<option value="{image.pk}">Coloured discs on a dark ground</option>' in html
    assert f'value="{image.pk}"' in html and 'inputmode="numeric"' in html
    assert image.thumb in html
    assert f"/admin/images/image/{image.pk}/change/" in html


@pytest.mark.parametrize("typed", ["999999", "x", "-1", "1 or 1=1", "9" * 40])
def test_a_number_that_is_no_pictures_is_told_at_the_field(typed):
    form = StoryForm({"hero": typed})
    assert form.errors == {"hero": ["There is no picture with this number."]}
    assert str(form["hero"])


def test_the_control_gives_the_picture_or_none():
    image = add_picture()
    form, empty = StoryForm({"hero": str(image.pk)}), StoryForm({"hero": ""})
    assert form.is_valid() and form.cleaned_data["hero"] == image
    assert empty.is_valid() and empty.cleaned_data["hero"] is None


def test_the_controls_scripts_are_modules_of_our_own():
    assert 'type="module"' in str(StoryForm().media["js"])
    assert "//" not in str(StoryForm().media).replace("://", "")


def test_a_page_number_of_any_length_is_answered(client, editor):
    client.force_login(editor)
    for page in ("9" * 5000, "-1", "0", "x", "٣"):
        assert client.get(reverse("admin:images_image_picker"), {"page": page}).status_code == 200
