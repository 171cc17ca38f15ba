from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from newsroom import markup
from newsroom.addresses import address
from newsroom.pagecache import shows
from newsroom.pagecache.shown import Shown


class Site(Shown):
    """What the publication is called and says of itself. There is one row."""

    listed_in = ["site"]

    name = models.CharField(_("name"), max_length=60)
    tagline = models.CharField(_("tagline"), max_length=120, blank=True)
    description = models.CharField(
        _("description"), max_length=300, blank=True, help_text=_("For search engines, cards and feeds.")
    )
    logo = models.ForeignKey(
        "images.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    footer = models.TextField(_("footer"), max_length=500, blank=True, help_text=_("A line or two: owner, copyright."))

    class Meta:
        verbose_name, verbose_name_plural = _("site"), _("site")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="site_is_one")]

    def __str__(self):
        return self.name

    @classmethod
    def load(cls):
        """The row, or one with the settings' name where nobody has filled it in yet."""
        shows("site")
        return cls.objects.select_related("logo").filter(pk=1).first() or cls(pk=1, name=settings.SITE_NAME)


LAST_PLACE = 32_767  # the most that the column holds


class MenuItem(Shown):
    listed_in = ["site"]

    class Place(models.TextChoices):
        HEADER = "header", _("Navigation")
        FOOTER = "footer", _("Footer")

    site = models.ForeignKey(Site, models.CASCADE, related_name="menu")
    place = models.CharField(_("place"), max_length=10, choices=Place.choices, default=Place.HEADER)
    position = models.PositiveSmallIntegerField(_("position"), blank=True, help_text=_("Left empty: the last."))
    label = models.CharField(_("label"), max_length=40)
    address = models.CharField(
        _("address"), max_length=300, help_text=_("“/section/phones/”, or a whole https address.")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("menu item"), _("menu")
        ordering = ["place", "position", "pk"]

    def __str__(self):
        return self.label

    def save(self, *args, **kwargs):
        if self.position is None:
            last = MenuItem.objects.filter(site=self.site_id, place=self.place).aggregate(last=Max("position"))["last"]
            self.position = min((last or 0) + 10, LAST_PLACE)
        super().save(*args, **kwargs)

    def clean(self):
        if not self.address.startswith(("/", "https://")) or markup.safe_url(self.address) is None:
            raise ValidationError({"address": _("Begin with / for a page of this site, or with https://.")})


class Page(Shown):
    """A standing page: about, ethics, contact."""

    listed_in = ["latest"]  # the sitemap

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("slug"), unique=True)
    body = models.TextField(
        _("body"), max_length=50_000, blank=True, help_text=_("Markdown: headings, lists, links, tables.")
    )
    body_html = models.TextField(editable=False, blank=True)
    published = models.BooleanField(_("published"), default=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("page"), _("pages")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.body_html = markup.render_page(self.body)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return address("pages:page", self.slug)

    @property
    def is_hidden(self):
        return not self.published
