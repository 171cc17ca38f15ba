"""Form fields of the article's form: text, tags, bylines and chosen stories, each good without JavaScript."""

import json
import re

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from articles.models.story import Role
from authors.models import Author

NUMBER = re.compile(r"\d{1,12}", re.ASCII)


class ProseField(forms.CharField):
    """Text whose line ends are the newline alone, as it is stored and counted; `one_line` has none at all."""

    def __init__(self, *, one_line=False, **options):
        self.one_line = one_line
        super().__init__(**options)

    def to_python(self, value):
        value = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        return " ".join(value.split()) if self.one_line else value


class TagsField(forms.CharField):
    """Tags as names with commas between them; a list of names when cleaned."""

    MOST = 20
    LONGEST = 100

    def prepare_value(self, value):
        return value if isinstance(value, str) else ", ".join(value or [])

    def to_python(self, value):
        names = [" ".join(name.split()) for name in super().to_python(value).split(",")]
        return list({name.casefold(): name for name in names if name}.values())

    def validate(self, value):
        super().validate(value)
        if len(value) > self.MOST:
            raise ValidationError(_("At most %(most)s tags."), params={"most": self.MOST})
        if long := [name for name in value if len(name) > self.LONGEST]:
            raise ValidationError(_("This tag is too long: “%(name)s …”"), params={"name": long[0][:40]})

    def run_validators(self, value):
        """CharField's own look at one string; the names come one by one."""
        for name in value:
            super().run_validators(name)


class BylinesWidget(forms.Widget):
    """Rows of author, role and place. A row's author left empty takes the row away; two empty rows stand at the end."""

    template_name = "admin/articles/article/_bylines.html"
    SPARE = 2

    def value_from_datadict(self, data, files, name):
        def column(part):
            return data.getlist(f"{name}-{part}") if hasattr(data, "getlist") else data.get(f"{name}-{part}", [])

        authors, roles, places = column("author"), column("role"), column("place")
        rows = [
            (int(place) if NUMBER.fullmatch(place) else index, index, author, role)
            for index, (author, role, place) in enumerate(
                zip(authors, roles, [*places, *[""] * len(authors)], strict=False), 1
            )
        ]
        return [(author, role) for _place, _index, author, role in sorted(rows) if author]

    def render(self, name, value, attrs=None, renderer=None):
        rows = [(str(author), role) for author, role in value or []]
        choices = {str(pk): author for pk, author in Author.objects.values_list("pk", "name").order_by("name")}
        context = {"name": name, "authors": choices.items(), "roles": Role.choices, "attrs": attrs or {}}
        context["rows"] = [*rows, *[("", Role.WORDS)] * self.SPARE]
        context["named"] = [(choices[pk], Role(role).label) for pk, role in rows if pk in choices]  # for who only reads
        return render_to_string(self.template_name, context)

    def id_for_label(self, id_):
        return f"{id_}-1"


class BylinesField(forms.Field):
    """Who made the story: a list of (author's id, role), in order."""

    widget = BylinesWidget
    MOST = 30

    def clean(self, value):
        value = super().clean(value)
        if len(value) > self.MOST:
            raise ValidationError(_("At most %(most)s bylines."), params={"most": self.MOST})
        known = Author.objects.in_bulk([int(author) for author, role in value if NUMBER.fullmatch(author)])
        lines = [(int(author), role) for author, role in value if NUMBER.fullmatch(author) and int(author) in known]
        if len(lines) < len(value) or any(role not in Role.values for _author, role in lines):
            raise ValidationError(_("Choose authors and roles from the lists."))
        for line in lines:
            if lines.count(line) > 1:
                raise ValidationError(_("%(name)s stands twice in the same role."), params={"name": known[line[0]]})
        return lines


class StoriesWidget(forms.Textarea):
    """A line a story. Its script (static/js/desk/article-stories.js) finds the headlines and its words in data-…"""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        paths = [line.strip().strip("/") for line in (context["widget"]["value"] or "").splitlines()]
        titles = _live().filter(path__in=paths).values_list("path", "headline") if paths else []
        context["widget"]["attrs"] |= {
            "data-titles": json.dumps([[f"/{path}/", headline] for path, headline in titles]),
            "data-search": _("Search live stories"),
            "data-up": _("Move up"),
            "data-down": _("Move down"),
            "data-remove": _("Remove"),
        }
        return context


class StoriesField(forms.CharField):
    """Stories chosen by hand, an address a line; a list of article ids when cleaned. Only live stories can be added.

    Those in `kept` (ids) may stay although they are not live at present; such a one is written as #id.
    """

    MOST = 8
    widget = StoriesWidget
    kept = ()

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        paths = dict(_live().filter(article__in=value).values_list("article", "path"))
        return "\n".join(f"/{paths[pk]}/" if pk in paths else f"#{pk}" for pk in value)

    def to_python(self, value):
        lines = [line.strip() for line in super().to_python(value).splitlines() if line.strip()]
        if len(lines) > self.MOST:
            raise ValidationError(_("At most %(most)s stories."), params={"most": self.MOST})
        return list(dict.fromkeys(self._article(line) for line in lines))

    def run_validators(self, value):
        """The ids are our own; CharField's validators are for strings."""

    def _article(self, line):
        for pk in self.kept:
            if line == f"#{pk}":
                return pk
        path = "/".join(line.split("?")[0].strip("/").split("/")[-3:])
        article = _live().filter(path=path).values_list("article", flat=True).first()
        if article is None:
            raise ValidationError(_("There is no live story at “%(line)s”."), params={"line": line[:120]})
        return article


def _live():
    from articles.models import Edition

    return Edition.objects.live()
