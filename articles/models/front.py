"""The front page's slots."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FrontSlot(models.Model):
    """A place on the front page that an editor filled. Slot 1 is the lead; unfilled slots go by date."""

    LAST = 5

    position = models.PositiveSmallIntegerField(
        _("slot"), unique=True, choices=[(n, _("Lead") if n == 1 else str(n)) for n in range(1, LAST + 1)]
    )
    article = models.OneToOneField(
        "articles.Article", models.CASCADE, related_name="front_slot", verbose_name=_("article")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("front page slot"), _("front page")
        ordering = ["position"]

    def __str__(self):
        return f"{self.get_position_display()}: {self.article}"
