"""What a story is filed under and shows: sections, tags, authors and pictures, found by name or made."""

from itertools import count
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from articles.models import Section, Tag
from articles.models.taxonomy import Accent
from authors.models import Author
from images import library
from importers.corpus.lines import BadLine
from importers.markdown import free_slug


class Places:
    """Finds rows by what a line calls them, and makes those that are not there. `pictures` is a folder, or None."""

    def __init__(self, pictures):
        self.folder = Path(pictures).resolve() if pictures else None
        self.known = {}
        self.accents = (Accent.values[number % len(Accent.values)] for number in count())

    def section(self, name):
        return self._one(Section, name, lambda: {"slug": free_slug(Section, name), "accent": next(self.accents)})

    def tag(self, name):
        return self._one(Tag, name, dict)

    def author(self, name):
        return self._one(Author, name, lambda: {"slug": free_slug(Author, name)})

    def picture(self, name, alt):
        """The Image of a file in the folder, or None where there is no folder. Raises BadLine."""
        if not (self.folder and name):
            return None
        if name not in self.known:
            path = (self.folder / name).resolve()
            if not path.is_relative_to(self.folder) or not path.is_file():
                raise BadLine(_("There is no picture “%(name)s” in the folder.") % {"name": name})
            try:
                with path.open("rb") as data:
                    self.known[name] = library.add(File(data, name=path.name), alt=alt)
            except ValidationError as error:
                raise BadLine(" ".join(error.messages)) from error
        return self.known[name]

    def _one(self, model, name, make):
        key = model, name.strip().casefold()
        if key not in self.known:
            found = model.objects.filter(name__iexact=name.strip()).order_by("pk").first()
            self.known[key] = found or model.objects.create(name=name.strip(), **make())
        return self.known[key]
