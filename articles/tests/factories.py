"""Valid objects for tests. Everything goes through the real verbs."""

import io
import itertools
import os

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image as Picture

from articles import desk
from articles.models import Article, Section
from authors.models import Author
from images import library
from newsroom import roles
from newsroom.models import User

# Where several processes fill one database (tests/conftest.py), each begins at a number of its own.
number = itertools.count(int(os.environ.get("FIRST_NUMBER", "1")))
BODY = "The board met on Tuesday.\n\nIt decided to ship the phone in March, two people who were there said."


def make_user(role="writer", **fields):
    """Somebody who may sign in: writer, editor, moderator or chief."""
    n = next(number)
    fields = {"email": f"{role}{n}@example.com", "name": f"{role.title()} {n}", "is_staff": True, **fields}
    user = User.objects.create_user(password="correct horse", **fields, is_superuser=role == "chief")
    if role != "chief":
        if not Group.objects.filter(name=role.title()).exists():
            roles.grant()  # a test that emptied the database took the groups with it
        user.groups.add(Group.objects.get(name=role.title()))
    return user


def make_author(**fields):
    n = next(number)
    return Author.objects.create(**{"name": f"Ada Author {n}", "title": "Reporter", "bio": "Covers chips.", **fields})


def make_section(**fields):
    n = next(number)
    return Section.objects.create(**{"name": f"Section {n}", "slug": f"section-{n}", **fields})


def make_image(width=640, height=360, **fields):
    data = io.BytesIO()
    n = next(number)
    Picture.new("RGB", (width, height), (n * 37 % 256, n * 73 % 256, n * 11 % 256)).save(data, "PNG")
    fields = {"alt": "A phone on a desk", "credit": "The house", **fields}
    return library.add(ContentFile(data.getvalue(), name=f"picture-{n}.png"), **fields)


def make_article(owner=None, **fields):
    """A draft that lacks nothing for publication."""
    n = next(number)
    fields = {"headline": f"Headline {n}", "dek": "What is new.", "body": BODY, **fields}
    if "section" not in fields:
        fields["section"] = make_section()
    if "bylines" not in fields:
        fields["bylines"] = [(make_author(), "words")]
    article = Article()
    desk.save(article, by=owner, **fields)
    return article


def make_live_story(at=None, owner=None, **fields):
    """An article with a live edition; returns the Edition."""
    return desk.publish(make_article(owner=owner, **fields), by=None, at=at)
