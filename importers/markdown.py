"""Bring Markdown files with front matter in, through the desk's own verbs. See docs/importing.md."""

import hashlib
from itertools import count
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles import desk
from articles.content import clean, content_of
from articles.merge import merge_content
from articles.models import Article, Section
from authors.models import Author
from images import library
from importers import fields, front_matter
from importers.models import ImportedFile

LIMIT = 1_000_000
# What the desk calls a field, where the file calls it otherwise.
NAMES = {
    "headline": "title",
    "bylines": "authors",
    "hero": "image",
    "hero_alt": "image_alt",
    "hero_caption": "image_caption",
    "hero_credit": "image_credit",
    "at": "date",
}


class BadFile(Exception):
    """What is wrong with a file: a list of (line, field, sentence)."""


def find(path):
    """[(root, file)] of one PATH of the command: the file itself, or every *.md below the folder, in order."""
    path = Path(path)
    if not path.is_dir():
        return [(path.parent, path)]
    return [(path, file) for file in sorted(path.rglob("*.md"))]


def load(file, root):
    """Import one file in a transaction of its own. Returns created, updated or unchanged. Raises BadFile."""
    try:
        return _load_file(file, root)
    except front_matter.BadFrontMatter as error:
        raise BadFile([(error.line, "", str(error))]) from error
    except (ArithmeticError, OSError, RecursionError, ValueError, DatabaseError) as error:
        # A file made to break something, or a disk that does: whatever it is must not stop the others.
        raise BadFile([(1, "", _("The file can't be imported: %(why)s.") % {"why": error})]) from error


def _load_file(file, root):
    text = _read(file, root)
    found = front_matter.read(text)
    values, wrong = fields.check(found.values)
    if wrong:
        raise BadFile([(found.lines.get(name, 1), name, sentence) for name, sentence in wrong.items()])
    try:
        picture = _picture(values, file, root)
        with transaction.atomic():
            return _load(values, found.body, text, picture, _key(values, file, root))
    except ValidationError as error:
        raise BadFile(_located(error, found.lines)) from error


def _read(file, root):
    if not file.resolve().is_relative_to(root.resolve()):
        raise front_matter.BadFrontMatter(_("The file lies outside the folder that is imported."))
    try:
        if file.exists() and not file.is_file():
            raise front_matter.BadFrontMatter(_("This is no file with text."))
        if file.stat().st_size > LIMIT:
            raise front_matter.BadFrontMatter(_("The file is larger than 1 MB."))
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise front_matter.BadFrontMatter(_("The file is not UTF-8.")) from error
    except OSError as error:
        raise front_matter.BadFrontMatter(_("The file can't be read: %(why)s.") % {"why": error.strerror}) from error


def _key(values, file, root):
    return values.get("slug") or file.relative_to(root).with_suffix("").as_posix()[:300]


def _picture(values, file, root):
    """The path of the picture, which has to lie in the folder that is imported."""
    if "image" not in values:
        return None
    path = (file.parent / values["image"]).resolve()
    if not path.is_relative_to(root.resolve()) or not path.is_file():
        sentence = _("There is no file “%(name)s” in the folder that is imported.") % {"name": values["image"]}
        raise ValidationError({"image": sentence})
    return path


def _load(values, body, text, picture, key):
    digest = hashlib.sha256(text.encode())
    if picture:
        digest.update(picture.read_bytes())
    digest = digest.hexdigest()
    before = ImportedFile.objects.select_related("article").filter(key=key).first()
    if before and before.digest == digest:
        return "unchanged"
    content = clean(_content(values, body, picture))
    article = before.article if before else Article()
    merged, desk_went_on = _merge(before.content, content, content_of(article)) if before else (content, False)
    desk.save(article, by=None, **merged)
    mine = {"digest": digest, "article": article, "content": content}
    ImportedFile.objects.update_or_create(key=key, defaults=mine)
    if values.get("status", "draft") == "published":
        _publish(article, values, desk_went_on)
    return "updated" if before else "created"


def _merge(before, now, head):
    """(what to save, whether the desk has changed anything): the file's changes put into the desk's own."""
    base = {name: before.get(name, head[name]) for name in now}
    theirs = {name: head[name] for name in now}
    merged, conflicts = merge_content(base, now, theirs)
    if conflicts:
        sentence = _("The desk has changed this too since it was imported. The file was left out.")
        raise ValidationError({name.removesuffix("_id"): sentence for name in conflicts})
    return merged, theirs != base


def _content(values, body, picture):
    content = {
        "headline": values["title"],
        "dek": values.get("dek", ""),
        "body": body,
        "section": _section(values.get("section")),
        "tags": values.get("tags", []),
        "bylines": [(_author(person), person["role"]) for person in values.get("authors", [])],
        "hero": None,
        "source_name": values.get("source_name", ""),
        "source_url": values.get("source_url", ""),
        "comments_open": values.get("comments", "open") == "open",
    }
    words = {name: values.get(f"image_{name}", "") for name in ("alt", "caption", "credit")}
    if picture:
        with picture.open("rb") as data:
            content["hero"] = library.add(File(data, name=picture.name), **words)
    content |= {f"hero_{name}": text for name, text in words.items()}
    # Without a slug of the file's own the address stays what the desk has made of it.
    return content | ({"slug": values["slug"]} if "slug" in values else {})


def _section(name):
    if not name:
        return None
    known = Section.objects.filter(name__iexact=name).first()
    return known or Section.objects.create(name=name, slug=free_slug(Section, name))


def _author(person):
    known = Author.objects.filter(name__iexact=person["name"]).first()
    if known:
        return known
    return Author.objects.create(name=person["name"], slug=free_slug(Author, person["name"]), bio=person["bio"])


def free_slug(model, name):
    """A slug from a name, with a number behind it where another row has it already."""
    slug = slugify(name)[:50] or model._meta.model_name
    taken = set(model.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(other for other in numbered if other not in taken)


def _publish(article, values, desk_went_on):
    """Publish what was saved: at its date the first time, as an update of today when the file changed."""
    article = Article.objects.get(pk=article.pk)
    if desk_went_on:
        # Publishing now would also publish what somebody at the desk has not finished.
        raise ValidationError(_("The desk has changed this story since. The file was left out: make its change there."))
    if article.scheduled_edition():
        desk.cancel(article, by=None)  # to be scheduled again with what the file says now
    if not article.editions.exists():
        desk.publish(article, by=None, at=values["date"])
        if values.get("updated", values["date"]) > values["date"]:
            desk.publish(article, by=None, at=values["updated"], change="update")
        return
    live = article.live_edition()
    if live is None:
        raise ValidationError(_("The desk has taken this story down. It was not published again."))
    if live.revision.content == article.head.content:
        return
    desk.publish(article, by=None, at=timezone.now(), change="update")


def _located(error, lines):
    """[(line, field, sentence)] of what the desk found wrong, in the file's own words."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    named = [(NAMES.get(name, name).replace("__all__", ""), sentences) for name, sentences in by_field.items()]
    return [(lines.get(name, 1), name, sentence) for name, sentences in named for sentence in sentences]
