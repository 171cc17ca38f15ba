"""The columns that an article (the desk's) and an edition (the readers') share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

BODY_LIMIT = 100_000


class Kind(models.TextChoices):
    NEWS = "news", _("News")
    ANALYSIS = "analysis", _("Analysis")
    FEATURE = "feature", _("Feature")
    GUIDE = "guide", _("Guide")
    INTERVIEW = "interview", _("Interview")
    OPINION = "opinion", _("Opinion")
    REVIEW = "review", _("Review")
    RUMOUR = "rumour", _("Rumour")
    SPONSORED = "sponsored", _("Sponsored")


class Role(models.TextChoices):
    """What somebody did for a story."""

    WORDS = "words", _("Words")
    PHOTOS = "photos", _("Photos")
    EDITING = "editing", _("Editing")
    ORIGINAL = "original", _("Originally by")


class Story(models.Model):
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NEWS)
    headline = models.CharField(_("headline"), max_length=250, blank=True)
    slug = models.SlugField(_("slug"), max_length=120, blank=True, help_text=_("Left empty, made from the headline."))
    dek = models.TextField(
        _("standfirst"), max_length=500, blank=True, help_text=_("What the story adds, in a sentence.")
    )
    body = models.TextField(_("body"), max_length=BODY_LIMIT, blank=True)
    section = models.ForeignKey("articles.Section", models.PROTECT, null=True, blank=True, verbose_name=_("section"))
    hero = models.ForeignKey(
        "images.Image", models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("main picture")
    )
    hero_alt = models.CharField(
        _("alt text"),
        max_length=300,
        blank=True,
        help_text=_("Left empty, this and the next two come from the library."),
    )
    hero_caption = models.CharField(_("caption"), max_length=500, blank=True)
    hero_credit = models.CharField(_("credit"), max_length=200, blank=True)
    source_name = models.CharField(
        _("first published by"), max_length=120, blank=True, help_text=_("For a repost: the publication it comes from.")
    )
    source_url = models.URLField(_("original address"), max_length=500, blank=True)
    disclosure = models.CharField(
        _("disclosure"), max_length=500, blank=True, help_text=_("Loaned review unit, affiliate links, use of AI …")
    )
    comments_open = models.BooleanField(_("comments are open"), default=True)
    related_pins = models.JSONField(_("related stories, chosen"), default=list, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.headline or str(_("Untitled"))


# The columns in the order in which history lists them.
FIELDS = [field.attname for field in Story._meta.local_fields]


class Byline(models.Model):
    # The index of each kind of byline that begins with the author is in its Meta.
    author = models.ForeignKey(
        "authors.Author", models.PROTECT, db_index=False, verbose_name=_("author"), related_name="+"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.WORDS)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.get_role_display()}: {self.author}"
