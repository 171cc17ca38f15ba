"""The readers' side: what was live, is live, and will be live."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles.constraints import AfterEmbargo, NoOverlap
from articles.models.story import Byline, Role, Story
from articles.models.taxonomy import Tag


class Change(models.TextChoices):
    """What kind of change an edition brought."""

    NEW = "new", _("First published")
    TYPO = "typo", _("Typo")
    UPDATE = "update", _("Update")
    CORRECTION = "correction", _("Correction")
    RETRACTION = "retraction", _("Retraction")


def live_at(moment, through=""):
    """The condition for an edition to be live. `through` leads to it from another table: "edition__", say."""
    begun, endless = Q(**{f"{through}live_from__lte": moment}), Q(**{f"{through}live_until": None})
    return begun & (endless | Q(**{f"{through}live_until__gt": moment}))


class EditionQuerySet(models.QuerySet):
    def live(self, at=None):
        """What readers may see at an instant. The clock decides; no job flips a flag."""
        return self.filter(live_at(at or timezone.now()))

    def begun(self, at=None):
        """What readers see or have seen."""
        return self.filter(live_from__lte=at or timezone.now())

    def scheduled(self, at=None):
        """What is still to begin. All kinds of change are named for the index that begins with the kind."""
        return self.filter(change__in=Change.values, live_from__gt=at or timezone.now())

    def newest_first(self):
        return self.order_by("-published_at", "-pk")


class Edition(Story):
    """A frozen copy of one revision, live during [live_from, live_until). articles/desk alone makes one."""

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="editions")
    revision = models.ForeignKey("articles.Revision", models.PROTECT, related_name="editions")
    live_from = models.DateTimeField(_("live from"))
    live_until = models.DateTimeField(_("live until"), null=True, blank=True)
    published_at = models.DateTimeField(_("first published"), help_text=_("The same in all editions of an article."))
    updated_at = models.DateTimeField(_("updated"), null=True, blank=True, help_text=_("A typo does not move it."))
    change = models.CharField(_("kind of change"), max_length=10, choices=Change, default=Change.NEW)
    note = models.TextField(_("note to readers"), max_length=1000, blank=True)
    reason = models.TextField(_("why it was taken down"), max_length=1000, blank=True)
    corrections = models.JSONField(default=list, help_text=_("Of this and all earlier editions: at, change, note."))
    path = models.CharField(_("address"), max_length=140)
    body_html = models.TextField()
    excerpt = models.CharField(max_length=300, blank=True)
    words = models.PositiveIntegerField(default=0)
    reading_minutes = models.PositiveSmallIntegerField(default=1)
    # [[author id, role], …] as in `bylines`, so that a list needs no further query for its names
    credits = models.JSONField(default=list, editable=False)
    # [[article id, score], …], best first: kept by articles/related.py, no part of the content
    related = models.JSONField(default=list)
    tags = TaggableManager(through="articles.EditionTag", blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("edition"), _("editions")
        ordering = ["-live_from"]
        indexes = [
            # With what says whether a row is live, so that lists are counted and cut into pages by the index alone.
            models.Index(fields=["-published_at", "-id", "live_from", "live_until"], name="edition_by_date"),
            models.Index(
                fields=["section", "-published_at", "-id", "live_from", "live_until"], name="edition_by_section"
            ),
            models.Index(fields=["path", "live_from"], name="edition_by_path"),
            # What the desk's list asks of an article's editions.
            models.Index(fields=["article", "-live_from", "live_until", "revision"], name="edition_by_article"),
            models.Index(fields=["change", "-live_from"], name="edition_by_change"),
            # None on live_from alone: SQLite would take that for every list, and sort all there is.
            models.Index(fields=["live_until"], name="edition_by_end", condition=Q(live_until__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gt=F("live_from")), name="edition_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(change__in=[Change.CORRECTION, Change.RETRACTION]) | ~Q(note=""),
                name="edition_correction_has_its_sentence",
            ),
            models.CheckConstraint(
                condition=Q(section__isnull=False) & ~Q(headline="") & ~Q(slug=""), name="edition_is_complete"
            ),
            NoOverlap(same="article", name="edition_one_live_per_article"),
            NoOverlap(same="path", name="edition_one_live_per_address"),
            AfterEmbargo(name="edition_after_embargo"),
        ]

    def get_absolute_url(self):
        return f"/{self.path}/"

    @property
    def history_url(self):
        year, month, slug = self.path.split("/")
        return reverse("articles:history", args=[year, month, slug])

    @property
    def is_retracted(self):
        return any(line["change"] == Change.RETRACTION for line in self.corrections)

    @cached_property
    def writers(self):
        """Whom the story is by, in order; those of a repost's original where nobody here wrote words."""
        bylines = self.bylines.all()
        words = [byline.author for byline in bylines if byline.role == Role.WORDS]
        return words or [byline.author for byline in bylines if byline.role == Role.ORIGINAL]


class EditionByline(Byline):
    edition = models.ForeignKey(Edition, models.CASCADE, db_index=False, related_name="bylines")
    published_at = models.DateTimeField(editable=False)  # the edition's own: an author's list is read off the index

    class Meta(Byline.Meta):
        indexes = [models.Index(fields=["author", "-published_at", "-edition"], name="edition_byline_by_date")]
        constraints = [models.UniqueConstraint(fields=["edition", "author", "role"], name="edition_byline_once")]


class EditionTag(ItemBase):
    content_object = models.ForeignKey(Edition, models.CASCADE, db_index=False, related_name="tagged")
    tag = models.ForeignKey(Tag, models.PROTECT, db_index=False, related_name="edition_uses")
    published_at = models.DateTimeField(editable=False)  # the edition's own: a tag's list is read off the index

    class Meta:
        indexes = [models.Index(fields=["tag", "-published_at", "-content_object"], name="edition_tag_by_date")]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="edition_tag_once")]
