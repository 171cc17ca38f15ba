"""Sections and tags: what a story is filed under."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from newsroom.addresses import address
from newsroom.pagecache.shown import Shown


class Accent(models.TextChoices):
    """A section's colour, by the name that the style sheet knows it under."""

    RED = "red", _("red")
    ORANGE = "orange", _("orange")
    AMBER = "amber", _("amber")
    GREEN = "green", _("green")
    TEAL = "teal", _("teal")
    BLUE = "blue", _("blue")
    INDIGO = "indigo", _("indigo")
    VIOLET = "violet", _("violet")
    PINK = "pink", _("pink")


class Section(Shown):
    listed_in = ["latest", "sections"]  # the sitemap, and articles/known.py

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    accent = models.CharField(_("colour"), max_length=10, choices=Accent, default=Accent.BLUE)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("section"), _("sections")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("articles:section", self.slug)


class Tag(Shown, TagBase):
    description = models.CharField(_("description"), max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("tag"), _("tags")
        ordering = ["name"]

    def slugify(self, tag, i=None):
        """A tag of signs alone (“!!!”) has an address too."""
        return super().slugify(tag if super().slugify(tag) else "tag", i)

    def get_absolute_url(self):
        return address("articles:tag", self.slug)
