"""Links by which somebody who has no account reads the working copy of one article."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PreviewLinkQuerySet(models.QuerySet):
    def open(self, at=None):
        """Those that lead somewhere at an instant. One ends with the account of whoever made it, too."""
        at = at or timezone.now()
        return self.filter(revoked_at=None, expires_at__gt=at, by__is_active=True, article__trashed_at=None)


class PreviewLink(models.Model):
    """A secret address of an article's working copy, made by articles/desk/links.py. Only the secret's hash is kept."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="preview_links")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, help_text="When somebody last opened it, give or take a minute.")
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("preview link"), _("preview links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("made_at")), name="preview_link_ends")
        ]

    def __str__(self):
        return str(self.article)
