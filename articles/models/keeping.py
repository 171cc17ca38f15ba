"""What is typed in the forms that stand open at the desk, and is not saved yet."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Without a sign of life for so long a window counts as closed. One that is hidden gives one a minute.
THERE = timedelta(seconds=90)


class AutosaveQuerySet(models.QuerySet):
    def waiting(self, user):
        """What `user` typed and neither saved nor discarded, the latest first."""
        return self.filter(by=user, ended_at=None).exclude(typed=[]).order_by("-typed_at")

    def there(self, at=None):
        """The windows that stand open, those who came first first."""
        at = at or timezone.now()
        return self.filter(seen_at__gt=at - THERE, article__isnull=False).order_by("opened_at", "pk")


class Autosave(models.Model):
    """One window in which somebody writes, and what was typed there since the last save. Overwritten again and again.

    It is no revision: nobody but `by` ever sees `typed`, the form's fields as [name, value] pairs. A row a window, so
    that two windows of one person never overwrite each other.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # None until the first save of a new story.
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, related_name="autosaves")
    window = models.CharField(max_length=32, help_text="Drawn for each form that is shown.")
    number = models.BigIntegerField(default=-1, help_text="The window counts what it sends; less than this is late.")
    base = models.ForeignKey("articles.Revision", models.SET_NULL, null=True, related_name="+")
    typed = models.JSONField(default=list)
    typed_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was saved (`typed` is empty then) or discarded.")

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("autosave"), _("autosaves")
        constraints = [models.UniqueConstraint(fields=["by", "window"], name="autosave_window_once")]
        indexes = [models.Index(fields=["article", "-seen_at"], name="autosave_there")]

    def __str__(self):
        return self.value("headline") or str(_("Untitled"))

    @property
    def body(self):
        return self.value("body")

    def value(self, name):
        """What was typed in a field, or nothing."""
        return next((value for key, value in self.typed if key == name), "")
