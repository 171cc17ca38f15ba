from django.conf import settings
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from newsroom import markup
from newsroom.addresses import address
from newsroom.pagecache.shown import Shown


class Author(Shown):
    """A person with a byline. Needs no login, and outlives the account if there was one."""

    listed_in = ["authors"]  # see authors/known.py

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=120, blank=True, help_text=_("“Senior reporter”, say."))
    bio = models.TextField(_("bio"), max_length=2000, blank=True, help_text=_("Two or three sentences, in Markdown."))
    bio_html = models.TextField(editable=False, blank=True)
    portrait = models.ForeignKey(
        "images.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("portrait")
    )
    website = models.URLField(_("website"), blank=True)
    mastodon = models.URLField("Mastodon", blank=True)
    bluesky = models.URLField("Bluesky", blank=True)
    x = models.URLField("X", blank=True)
    email = models.EmailField(_("public e-mail"), blank=True, help_text=_("Shown to readers."))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="author", verbose_name=_("login")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("author"), _("authors")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(self.name)
        self.bio_html = markup.render(self.bio)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return address("articles:author", self.slug)

    @property
    def links(self):
        """The places to find this person, as (label, address) pairs."""
        named = [(_("Website"), self.website), ("Mastodon", self.mastodon), ("Bluesky", self.bluesky), ("X", self.x)]
        mail = [(_("E-mail"), f"mailto:{self.email}")] if self.email else []
        return [(label, address) for label, address in named if address] + mail
