"""What the checks found, as far as it is kept."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """An address on another site to which a text links, and whether it worked when it was last asked."""

    address = models.CharField(_("address"), max_length=2000, unique=True)
    checked_at = models.DateTimeField(_("checked"), default=timezone.now)
    problem = models.CharField(_("problem"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("link"), _("links")

    def __str__(self):
        return self.address


class Checkup(models.Model):
    """What was worth a look in an article when it was last published."""

    article = models.OneToOneField("articles.Article", models.CASCADE, related_name="checkup")
    at = models.DateTimeField(_("at"), default=timezone.now)
    found = models.JSONField(_("found"), default=list, help_text="Findings as [field, sentence, line].")
    count = models.PositiveSmallIntegerField(_("count"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("check-up"), _("check-ups")
        indexes = [models.Index(fields=["-at"], name="checkup_found", condition=models.Q(count__gt=0))]

    def __str__(self):
        return f"{self.article}: {self.count}"
