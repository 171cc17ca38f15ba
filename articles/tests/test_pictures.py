"""Which pictures a story's text holds on to."""

import pytest
from django.urls import reverse

from articles import desk
from articles.tests.factories import BODY, make_article, make_image, make_live_story
from images import library
from images.models import Image

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("line", ["/// figure | {pk}\n///", "![A phone](image:{pk})"])
def test_a_picture_in_a_text_is_in_use(line):
    image, other = make_image(), make_image()
    body = f"{BODY}\n\n{line.format(pk=image.pk)}\n"
    article = make_article(body=body)
    assert library.uses(image) == [article]
    assert library.uses(other) == []
    edition = desk.publish(article, by=None)
    assert library.uses(image) == [article, edition]


def test_another_pictures_longer_number_is_no_use_of_this_one():
    image = make_image()
    make_article(body=f"{BODY}\n\n/// figure | {image.pk}7\n///\n")
    assert library.uses(image) == []


def test_a_picture_that_readers_see_is_in_use_though_the_draft_has_lost_it():
    image = make_image()
    edition = make_live_story(body=f"{BODY}\n\n/// figure | {image.pk}\n///\n")
    desk.save(edition.article, by=None, body=BODY)
    assert library.uses(image) == [edition]


def test_a_main_picture_is_in_use_once():
    image = make_image()
    article = make_article(hero=image, body=f"{BODY}\n\n/// figure | {image.pk}\n///\n")
    assert library.uses(image) == [article]


def test_a_picture_in_a_text_is_not_deleted_at_the_desk(client, editor):
    image = make_image()
    make_article(headline="With a picture", body=f"{BODY}\n\n/// figure | {image.pk}\n///\n")
    client.force_login(editor)
    address = reverse("admin:images_image_delete", args=[image.pk])
    assert "With a picture" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert Image.objects.filter(pk=image.pk).exists()
