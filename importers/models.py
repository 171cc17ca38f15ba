from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedFile(models.Model):
    """What a file became, so that the same file again changes nothing and a changed one finds its article."""

    key = models.CharField(_("key"), max_length=300, unique=True, help_text=_("The slug, or the path without one."))
    digest = models.CharField(max_length=64)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+", verbose_name=_("article"))
    content = models.JSONField(help_text=_("What the file said: later changes at the desk are told from it."))

    class Meta:
        verbose_name, verbose_name_plural = _("imported file"), _("imported files")

    def __str__(self):
        return self.key
