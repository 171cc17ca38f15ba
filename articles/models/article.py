"""The desk's side: the working copy, and every save of it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles.models.story import Byline, Story
from articles.models.taxonomy import Tag


class ArticleQuerySet(models.QuerySet):
    def with_standing(self, at=None):
        """Add what the list shows: is_live, is_scheduled, was_live, has_changes (the live text is not the newest)."""
        from articles.models.edition import Edition

        at = at or timezone.now()
        editions = Edition.objects.filter(article=OuterRef("pk"))
        return self.annotate(
            is_live=Exists(editions.live(at)),
            is_scheduled=Exists(editions.scheduled(at)),
            was_live=Exists(editions.begun(at)),
            live_revision=Subquery(editions.live(at).values("revision")[:1]),
        ).annotate(has_changes=models.Q(is_live=True) & ~models.Q(live_revision=F("head")))


class Article(Story):
    """The working copy. Readers never see it; articles/desk alone writes it."""

    class State(models.TextChoices):
        PITCH = "pitch", _("Pitch")
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        READY = "ready", _("Ready")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("owner"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, db_index=True)
    head = models.ForeignKey(
        "articles.Revision",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("newest revision"),
    )
    # Who is to write and to edit it, and by when: no part of the content. The verbs of articles/desk/ set them.
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("writer"),
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="edits",
        verbose_name=_("editor"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    planned_at = models.DateTimeField(_("planned for"), null=True, blank=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    trashed_at = models.DateTimeField(_("put in the trash"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False, db_index=True)
    tags = TaggableManager(through="articles.ArticleTag", blank=True, verbose_name=_("tags"))

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("article"), _("articles")
        ordering = ["-changed_at", "-pk"]
        indexes = [
            # The lists, which leave the trash out; a condition, so that none of a list's own needs stand back for it.
            models.Index(
                fields=["-changed_at", "-id"], name="article_by_change", condition=models.Q(trashed_at__isnull=True)
            ),
            *(
                models.Index(fields=[name], name=f"article_{name}", condition=models.Q(**{f"{name}__isnull": False}))
                for name in ("due_at", "planned_at", "embargo_until", "trashed_at")
            ),
        ]
        permissions = [
            ("edit_any_article", _("Can edit everybody's articles")),
            ("publish_article", _("Can publish, schedule and withdraw")),
            ("redact_article", _("Can remove passages from the past for legal reasons")),
        ]

    def get_desk_url(self):
        return reverse("admin:articles_article_change", args=[self.pk])

    @property
    def is_embargoed(self):
        """Whether nothing of it may be published yet."""
        return self.embargo_until is not None and self.embargo_until > timezone.now()

    @property
    def is_overdue(self):
        """Whether its text should have been there by now: it is no more than begun."""
        return bool(self.due_at) and self.due_at < timezone.now() and self.state in (self.State.PITCH, self.State.DRAFT)

    def live_edition(self, at=None):
        """What readers see of this article at an instant, or None."""
        return self.editions.live(at).first()

    def scheduled_edition(self, at=None):
        """The edition whose moment is still to come, or None."""
        return self.editions.scheduled(at).order_by("live_from").first()


class ArticleByline(Byline):
    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")

    class Meta(Byline.Meta):
        verbose_name, verbose_name_plural = _("byline"), _("bylines")
        indexes = [models.Index(fields=["author", "article"], name="article_byline_author")]
        constraints = [models.UniqueConstraint(fields=["article", "author", "role"], name="article_byline_once")]


class ArticleTag(ItemBase):
    content_object = models.ForeignKey(Article, models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="article_uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="article_tag_once")]


class Revision(models.Model):
    """One save of an article: who, when, and the whole content. Kept for ever."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    note = models.CharField(_("note"), max_length=200, blank=True)
    content = models.JSONField(_("content"))

    class Meta:
        verbose_name, verbose_name_plural = _("revision"), _("revisions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")]

    def __str__(self):
        return f"{self.article} #{self.number}"
