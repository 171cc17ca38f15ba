"""What writers begin with and put in: templates of stories, and snippets of text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.story import BODY_LIMIT, Kind

SNIPPET = 10_000


class Template(models.Model):
    """The content with which a new story of its sort begins."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NEWS)
    section = models.ForeignKey(
        "articles.Section", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    headline = models.CharField(_("headline"), max_length=250, blank=True)
    dek = models.TextField(_("standfirst"), max_length=500, blank=True)
    body = models.TextField(_("body"), max_length=BODY_LIMIT, blank=True, help_text=_("In Markdown."))
    disclosure = models.CharField(_("disclosure"), max_length=500, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("story template"), _("story templates")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def content(self):
        """What the form of a new story begins with."""
        names = ("kind", "headline", "dek", "body", "disclosure")
        return {name: getattr(self, name) for name in names} | {"section": self.section_id}


class Snippet(models.Model):
    """A piece of text that is put in at the cursor."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    text = models.TextField(_("text"), max_length=SNIPPET, help_text=_("In Markdown."))

    class Meta:
        verbose_name, verbose_name_plural = _("snippet"), _("snippets")
        ordering = ["name"]

    def __str__(self):
        return self.name
