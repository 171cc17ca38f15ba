"""What shows that the past was not changed: a digest of every edition, and a line for each legal removal."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.edition import Edition
from newsroom.constraints import AppendOnly


class Seal(models.Model):
    """The digest of an edition as it was published, chained to that of the one before. Written by articles/seals.py."""

    edition = models.OneToOneField(Edition, models.CASCADE, primary_key=True, related_name="seal")
    at = models.DateTimeField(default=timezone.now)
    # Drawn: so that once it is drawn anew, the digest of a text says nothing about what was removed from it.
    salt = models.CharField(max_length=32)
    content = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    def __str__(self):
        return self.digest


class Redaction(models.Model):
    """A passage was removed from all that was kept of an article, for legal reasons. What it said is kept nowhere."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="redactions", verbose_name=_("article"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    reason = models.CharField(_("reason"), max_length=300, help_text=_("Readers see it."))
    # {edition id: digest of its content from then on}
    editions = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [AppendOnly(name="redaction_is_append_only")]

    def __str__(self):
        return self.reason
