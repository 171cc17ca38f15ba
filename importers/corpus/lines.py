"""A line of the file: what it has to hold, and in which order the lines are loaded."""

import json
import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition, Section, Tag
from authors.models import Author
from comments.models import Comment

SLUG = re.compile(r"[-a-zA-Z0-9_]+")
MOST_PARAGRAPHS = 1000


class BadLine(Exception):
    """What is wrong with a line, in a sentence."""


@dataclass(slots=True)
class Remark:
    """A comment. `parent` is the `id` of an earlier one of the same story, or None."""

    id: int
    parent: int | None
    name: str
    email: str
    body: str
    at: datetime

    def check(self):
        _text(self.name, "comments.name", Comment, "name")
        _text(self.body, "comments.body", longest=5000)
        self.at = _moment(self.at, "comments.at")
        try:
            validate_email(self.email)
        except ValidationError:
            raise BadLine(_("“%(field)s” is no e-mail address.") % {"field": "comments.email"}) from None


@dataclass(slots=True)
class Line:
    title: str
    slug: str
    section: str
    tags: list[str]
    authors: list[str]
    dek: str
    paragraphs: list[str]
    image: str
    image_alt: str
    published_at: datetime
    comments: list[Remark]

    def check(self):
        """Make dates of the dates and Remarks of the comments. Raises BadLine."""
        _text(self.title, "title", Edition, "headline")
        _text(self.slug, "slug", Edition, "slug")
        _text(self.section, "section", Section, "name")
        _text(self.dek, "dek", Edition, "dek", empty=True)
        _text(self.image, "image", longest=200, empty=True)
        _text(self.image_alt, "image_alt", Edition, "hero_alt", empty=not self.image)
        _texts(self.tags, "tags", Tag, "name", empty=True)
        _texts(self.authors, "authors", Author, "name")
        _texts(self.paragraphs, "paragraphs", Edition, "body")
        if not SLUG.fullmatch(self.slug):
            raise BadLine(_("“%(field)s” may have letters, digits and hyphens only.") % {"field": "slug"})
        if len(self.paragraphs) > MOST_PARAGRAPHS or sum(map(len, self.paragraphs)) > 90_000:
            raise BadLine(_("The text is too long."))
        self.published_at = _moment(self.published_at, "published_at")
        if not isinstance(self.comments, list):
            raise BadLine(_("“%(field)s” is missing, or of the wrong kind.") % {"field": "comments"})
        self.comments = [_made(Remark, remark) for remark in self.comments]
        seen = {None}
        for remark in self.comments:
            if remark.parent not in seen or remark.id in seen:
                raise BadLine(_("A comment's number is used twice, or it answers none that stands before it."))
            seen.add(remark.id)


def read(line):
    """The Line that a line of the file holds. Raises BadLine."""
    try:
        return _made(Line, json.loads(line))
    except (ValueError, RecursionError):  # UnicodeDecodeError among them
        raise BadLine(_("This is no JSON.")) from None


def _made(kind, values):
    names = [field.name for field in fields(kind)]
    if not isinstance(values, dict) or (missing := [name for name in names if name not in values]):
        missing = names if not isinstance(values, dict) else missing
        raise BadLine(_("“%(field)s” is missing, or of the wrong kind.") % {"field": missing[0]})
    made = kind(*(values[name] for name in names))
    made.check()
    return made


def _text(value, name, model=None, column=None, longest=None, empty=False):
    longest = longest or model._meta.get_field(column).max_length
    if not isinstance(value, str) or "\x00" in value or not (empty or value.strip()):
        raise BadLine(_("“%(field)s” is missing, or of the wrong kind.") % {"field": name})
    if len(value) > longest:
        raise BadLine(_("“%(field)s” may have %(most)s characters.") % {"field": name, "most": longest})


def _texts(values, name, model, column, empty=False):
    if not isinstance(values, list) or not (values or empty):
        raise BadLine(_("“%(field)s” is missing, or of the wrong kind.") % {"field": name})
    for value in values:
        _text(value, name, model, column)


def _moment(text, name):
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None or moment > timezone.now():
        raise BadLine(_("“%(field)s” is no moment of the past with its time zone.") % {"field": name})
    return moment.astimezone(UTC)
