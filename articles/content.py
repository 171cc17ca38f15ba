"""A story's whole content as one plain dict: what a revision stores and what a merge compares.

Keys: every column in `FIELDS`, `tags` (sorted names) and `bylines` (a list of [author id, role], in order).
"""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Tag
from articles.models.story import FIELDS, Role
from newsroom.markup import NOT_TEXT


def content_of(story):
    """The content of an Article or an Edition."""
    content = {name: getattr(story, name) for name in FIELDS}
    content["tags"] = sorted(story.tags.names())
    content["bylines"] = [[line.author_id, line.role] for line in story.bylines.all()]
    return content


def clean(fields):
    """The same fields in stored form. Raises ValidationError for a name that is no part of the content."""
    known = {}
    for name, value in fields.items():
        if name in ("section", "hero"):
            name, value = f"{name}_id", value.pk if value else None
        if name == "tags":
            value = _as_stored(NOT_TEXT.sub("", name) for name in value)
        elif name == "bylines":
            value = [[getattr(author, "pk", author), str(role)] for author, role in value]
            if len({tuple(line) for line in value}) < len(value):
                raise ValidationError({"bylines": _("The same person stands twice in the same role.")})
            if any(role not in Role.values for author, role in value):
                raise ValidationError({"bylines": _("No such role.")})
        elif name not in FIELDS:
            raise ValidationError(_("There is no field “%(name)s”.") % {"name": name})
        elif isinstance(value, str):
            value = NOT_TEXT.sub("", value.replace("\r\n", "\n"))
        known[name] = value
    return known


def write(story, content):
    """Make a saved Article's or Edition's columns, tags and bylines those of `content`."""
    for name in FIELDS:
        setattr(story, name, content[name])
    if hasattr(story, "credits"):
        story.credits = content["bylines"]
    story.save()
    # An edition's tags and bylines also hold its date, by which their lists go.
    dated = {"published_at": story.published_at} if hasattr(story, "published_at") else {}
    _write_tags(story, content["tags"], dated)
    lines = story.bylines.model
    kept = [[line.author_id, line.role] for line in story.bylines.all()]
    if kept != content["bylines"]:
        owner = story.bylines.field.name
        story.bylines.all().delete()
        lines.objects.bulk_create(
            lines(**{owner: story}, author_id=author, role=role, position=position, **dated)
            for position, (author, role) in enumerate(content["bylines"])
        )


def _write_tags(story, names, dated):
    if sorted(story.tags.names()) != names:
        story.tags.set(names, through_defaults=dated)


def _as_stored(names):
    """Tags' names, sorted: a tag that there is keeps its spelling, whatever the case that was typed."""
    typed = {name.strip().casefold(): name.strip() for name in names if name.strip()}
    same = Q(*(("name__iexact", name) for name in typed.values()), _connector=Q.OR)
    known = {tag.casefold(): tag for tag in Tag.objects.filter(same).values_list("name", flat=True)} if typed else {}
    return sorted(known.get(key, name) for key, name in typed.items())
