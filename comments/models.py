from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Edition
from comments import markup

# A path is one step of ten digits for each level, so that plain text order is the order of reading.
STEP = 10
LEVELS = 6


def depth_of(path):
    return len(path) // STEP - 1


def ancestors_of(path):
    """The numbers of the comments that one stands under, outermost first."""
    return [int(path[start : start + STEP]) for start in range(0, len(path) - STEP, STEP)]


class Status(models.TextChoices):
    HELD = "held", gettext_lazy("Held")
    APPROVED = "approved", gettext_lazy("Approved")
    REJECTED = "rejected", gettext_lazy("Rejected")
    SPAM = "spam", gettext_lazy("Spam")


class Mark(models.TextChoices):
    """What readers are told of a commenter who was signed in at the desk."""

    STAFF = "staff", gettext_lazy("Newsroom")
    AUTHOR = "author", gettext_lazy("Author")


class CommentQuerySet(models.QuerySet):
    def approved(self):
        """What readers may see, where the story itself is live."""
        return self.filter(status=Status.APPROVED)

    def held(self):
        return self.filter(status=Status.HELD)

    def with_story(self):
        """Add `headline` and `address` as readers know them: of the newest edition, never of the working copy."""
        shown = Edition.objects.begun().filter(article=OuterRef("article")).order_by("-live_from")
        return self.annotate(
            headline=Subquery(shown.values("headline")[:1]), address=Subquery(shown.values("path")[:1])
        )


class Comment(models.Model):
    """A reader's comment on an article, whatever its edition.

    Written by comments/posting.py. Its status is changed by comments/moderation.py alone.
    """

    article = models.ForeignKey(
        "articles.Article",
        models.PROTECT,
        db_index=False,  # the thread's index begins with it
        related_name="comments",
        verbose_name=gettext_lazy("article"),
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", verbose_name=gettext_lazy("in reply to")
    )
    path = models.CharField(max_length=STEP * LEVELS, editable=False)
    name = models.CharField(gettext_lazy("name"), max_length=120, blank=True)
    email = models.EmailField(gettext_lazy("e-mail"), blank=True, db_index=True, help_text=gettext_lazy("Never shown."))
    body = models.TextField(gettext_lazy("text"), blank=True)
    body_html = models.TextField(editable=False, blank=True)
    digest = models.CharField(max_length=64, editable=False, blank=True)
    mark = models.CharField(gettext_lazy("mark"), max_length=10, choices=Mark, blank=True)
    status = models.CharField(gettext_lazy("status"), max_length=10, choices=Status, default=Status.HELD)
    hold_reason = models.TextField(gettext_lazy("why it was held"), blank=True)
    created_at = models.DateTimeField(gettext_lazy("written"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("by"),
    )
    decided_at = models.DateTimeField(gettext_lazy("decided"), null=True, blank=True)
    browser = models.CharField(max_length=32, editable=False, blank=True, help_text="See comments/trust.py.")
    ip_hash = models.CharField(max_length=64, editable=False, blank=True, help_text="See comments/limits.py.")

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = gettext_lazy("comment"), gettext_lazy("comments")
        ordering = ["path"]
        permissions = [("moderate_comment", gettext_lazy("Can approve and reject comments"))]
        indexes = [
            models.Index(fields=["article", "status", "path"], name="comment_thread"),
            models.Index(fields=["status", "created_at"], name="comment_queue"),
            models.Index(fields=["digest", "created_at"], name="comment_repeated"),
            models.Index(fields=["ip_hash", "created_at"], name="comment_rate", condition=~Q(ip_hash="")),
            models.Index(fields=["browser", "-id"], name="comment_browser", condition=~Q(browser="")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="comment_status_known"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="comment_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | (Q(decided_at__isnull=False) & ~Q(status=Status.HELD)),
                name="comment_decided_at_some_time",
            ),
            models.UniqueConstraint(fields=["path"], condition=~Q(path=""), name="comment_path_once"),
        ]

    def __str__(self):
        # Without the name: the audit log keeps this for ever, and a commenter may ask to be forgotten.
        return _("Comment %(number)s") % {"number": self.pk}

    def save(self, *args, **kwargs):
        if self._state.adding:
            self.body_html = markup.render(self.body)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """An address that leads to wherever the comment stands now: on the story, or a page of its comments."""
        return reverse("comments:one", args=[self.article_id, self.pk])

    @property
    def shown_name(self):
        return self.name or _("A reader")

    @property
    def depth(self):
        """0 for a comment on the story itself; an answer to the deepest level stands beside what it answers."""
        return depth_of(self.path)
