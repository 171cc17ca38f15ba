"""The library's pages at the desk, and who may do what there."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.tests.factories import make_article, make_user
from authors.models import Author
from images import library
from images.models import Image
from images.tests.factories import add_picture, upload, work
from newsroom.models import LogLine

pytestmark = pytest.mark.django_db

LIST = reverse("admin:images_image_changelist")
WORDS = {
    "alt": "A grey phone on a table",
    "caption": "",
    "credit": "",
    "licence": "",
    "focal_x": "0.5",
    "focal_y": "0.5",
}


def change_page(image):
    return reverse("admin:images_image_change", args=[image.pk])


def delete_page(image):
    return reverse("admin:images_image_delete", args=[image.pk])


def errors(response):
    return response.context["adminform"].form.errors


def test_a_writer_changes_the_words_of_an_own_picture(client, writer):
    image = add_picture(by=writer)
    client.force_login(writer)
    words = WORDS | {"credit": "Ana Lima", "licence": "CC BY 4.0", "caption": " Two\n lines "}
    assert client.post(change_page(image), words).status_code == 302
    image.refresh_from_db()
    assert (image.alt, image.credit, image.licence) == ("A grey phone on a table", "Ana Lima", "CC BY 4.0")
    assert image.caption == "Two lines"


def test_a_writer_sees_but_does_not_change_anothers_picture(client, writer, editor):
    image = add_picture(by=editor)
    client.force_login(writer)
    assert client.get(change_page(image)).status_code == 200
    assert client.post(change_page(image), WORDS).status_code == 403
    image.refresh_from_db()
    assert image.alt == "Coloured discs on a dark ground"


def test_an_editor_changes_any_picture(client, writer, editor):
    image = add_picture(by=writer)
    client.force_login(editor)
    assert client.post(change_page(image), WORDS).status_code == 302
    image.refresh_from_db()
    assert image.alt == "A grey phone on a table"


def test_a_moderator_does_not_see_the_library(client, moderator):
    image = add_picture()
    client.force_login(moderator)
    for address in (LIST, change_page(image), reverse("admin:images_image_add_several")):
        assert client.get(address).status_code == 403
    assert client.post(reverse("admin:images_image_add")).status_code == 403


def test_what_is_no_field_of_the_form_is_not_taken(client, editor):
    image = add_picture()
    before = Image.objects.values().get(pk=image.pk)
    client.force_login(editor)
    client.post(
        change_page(image), WORDS | {"file": "../../etc/passwd", "digest": "0", "width": 1, "uploaded_by": editor.pk}
    )
    after = Image.objects.values().get(pk=image.pk)
    assert {name for name in before if before[name] != after[name]} == {"alt"}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"alt": ""}, "alt"),
        ({"alt": "IMG_2041.jpg"}, "alt"),
        ({"alt": "Image of a phone"}, "alt"),
        ({"decorative": "on"}, "decorative"),
        ({"focal_x": "1.2"}, "focal_x"),
        ({"focal_y": "nan"}, "focal_y"),
    ],
)
def test_a_mistake_is_told_at_its_field(client, editor, words, field):
    image = add_picture()
    client.force_login(editor)
    assert list(errors(client.post(change_page(image), WORDS | words))) == [field]


def test_a_decorative_picture_needs_no_alt_text(client, editor):
    image = add_picture()
    client.force_login(editor)
    assert client.post(change_page(image), WORDS | {"alt": "", "decorative": "on"}).status_code == 302
    image.refresh_from_db()
    assert image.decorative and image.alt == ""


def test_another_focal_point_makes_new_crops(client, editor):
    image = add_picture()
    before = image.rendition("square160")["url"]
    client.force_login(editor)
    client.post(change_page(image), WORDS | {"focal_x": "0.2"})
    image = Image.objects.get(pk=image.pk)
    assert (image.focal_x, image.state) == (0.2, Image.State.WAITING)
    assert image.rendition("square160")["url"] == before
    work()
    image = Image.objects.get(pk=image.pk)
    assert image.state == Image.State.MADE
    assert image.rendition("square160")["url"] != before


def test_the_list_is_searched_and_filtered(client, writer):
    add_picture(seed=1, alt="A quay at dawn", credit="Ana Lima", by=writer)
    add_picture(seed=2, alt="", credit="Reuters", caption="The quay at night", name="harbour.jpg")
    add_picture(seed=3, decorative=True)
    client.force_login(writer)

    def found(**query):
        return {str(image) for image in client.get(LIST, query).context["cl"].result_list}

    assert found(q="quay") == {"A quay at dawn", "The quay at night"}
    assert found(q="quay reuters") == found(q="harbour") == found(missing="alt") == {"The quay at night"}
    assert found(missing="credit") == {"street.jpg"}
    assert found(mine="1") == {"A quay at dawn"}


def test_the_lists_queries_do_not_grow_with_the_pictures(client, editor):
    client.force_login(editor)
    queries = []
    for seed in range(12):
        add_picture(seed=seed, size=(60, 40), by=editor)
        with CaptureQueriesContext(connection) as context:
            client.get(LIST)
        queries.append(len(context))
    assert queries[-1] == queries[0]


def test_a_picture_in_use_says_where_and_is_not_deleted(client, editor):
    image = add_picture()
    author = Author.objects.create(name="Ada Author", portrait=image)
    client.force_login(editor)
    assert f"Author: {author}" in client.get(change_page(image)).content.decode()
    assert "Ada Author" in client.get(delete_page(image)).content.decode()
    client.post(delete_page(image), {"post": "yes"})
    client.post(LIST, {"action": "delete_selected", "_selected_action": [image.pk], "post": "yes"})
    assert Image.objects.filter(pk=image.pk).exists()


def test_an_editor_deletes_a_picture_that_nothing_uses_and_the_log_says_so(client, editor):
    image, other = add_picture(seed=1), add_picture(seed=2)
    client.force_login(editor)
    client.post(delete_page(image), {"post": "yes"})
    client.post(LIST, {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"})
    assert not Image.objects.exists()
    assert [(line.action, line.by) for line in LogLine.objects.all()] == [("deleted", editor)] * 2


def test_a_writer_deletes_nothing(client, writer):
    image = add_picture(by=writer)
    client.force_login(writer)
    assert client.post(delete_page(image), {"post": "yes"}).status_code == 403
    assert Image.objects.exists()


def test_words_are_escaped_on_every_page(client, editor):
    attack = '"><img src=x onerror=alert(1)>'
    image = add_picture(alt=attack, caption=attack, credit=attack, licence=attack)
    Image.objects.filter(pk=image.pk).update(filename=attack)
    client.force_login(editor)
    for address in (LIST, change_page(image), delete_page(image), f"{change_page(image)[:-7]}history/"):
        assert "<img src=x" not in client.get(address).content.decode()


def test_no_page_carries_inline_script_or_style(client, editor):
    image = add_picture()
    client.force_login(editor)
    add, several = reverse("admin:images_image_add"), reverse("admin:images_image_add_several")
    for address in (LIST, change_page(image), delete_page(image), add, several, reverse("admin:images_image_dialog")):
        html = client.get(address).content.decode()
        assert not re.search(r"""<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)""", html)


def test_the_uploads_themselves_are_served_as_pictures_that_run_nothing(client):
    response = client.get(add_picture().url)
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_a_change_of_a_pictures_words_is_in_the_log(client, editor):
    image = add_picture(by=editor)
    client.force_login(editor)
    client.post(change_page(image), WORDS)
    assert LogLine.objects.filter(action="changed", by=editor, subject_id=image.pk).count() == 1


def test_a_picture_does_not_tell_a_writer_of_anothers_draft(client, writer, editor):
    image = add_picture(by=writer)
    draft = make_article(owner=make_user("writer"), headline="Secret plan", hero=image)
    client.force_login(writer)
    assert "Secret plan" not in client.get(change_page(image)).content.decode()
    client.force_login(editor)
    assert draft.headline in client.get(change_page(image)).content.decode()


def test_the_list_says_what_is_being_made_and_what_could_not_be(client, editor):
    waiting = library.add(upload(seed=1), alt="A quay")
    broken = library.add(upload(seed=2), alt="A harbour")
    Image.objects.filter(pk=broken.pk).update(state=Image.State.FAILED, problem="There is no room left.")
    client.force_login(editor)
    page = client.get(LIST).content.decode()
    assert page.count("Its sizes are being made") == page.count("There is no room left.") == 1
    assert f'src="data:image/webp;base64,{waiting.placeholder}"' in page
    client.post(LIST, {"action": "make_again", "_selected_action": [broken.pk]})
    work()
    page = client.get(LIST).content.decode()
    assert "being made" not in page.replace("The sizes are being made.", "") and "no room" not in page
