"""What the desk says to itself about a story, on a passage of it or on the whole. Readers never see any of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = 4000


class Note(models.Model):
    """A note, or an answer to one: then `thread` is the note that it all began with. notes/desk.py writes them.

    A note on a passage keeps the passage as it was (`quote`), and where it is and how it reads now: `passage` is
    body[start:end], `before` and `after` what stands round it. Lost: it is in the text no more, or not saved yet;
    `lost_at` is when it was last looked for in vain.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="notes")
    thread = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    text = models.TextField(_("note"), max_length=LONGEST)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    quote = models.TextField(_("passage"), max_length=LONGEST, blank=True)
    passage = models.TextField(blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    lost_at = models.DateTimeField(null=True)

    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("note"), _("notes")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(thread=None) | models.Q(quote="", resolved_at=None), name="answer_has_no_place"
            )
        ]

    def __str__(self):
        return self.text[:80]

    @property
    def root(self):
        """The note that the thread began with; itself, if it is that one."""
        return self.thread or self

    @property
    def key(self):
        """What the thread is called in notices, and the fragment of its address."""
        return f"note-{self.thread_id or self.pk}"
