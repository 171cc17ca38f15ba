"""Models whose rows pages print."""

from django.db import models, transaction

from newsroom.pagecache.purging import purge


class Shown(models.Model):
    """A row that pages print: saving or deleting it purges what it appears under."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            purge(*self.appears_under())

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            purge(*self.appears_under())
            return super().delete(*args, **kwargs)

    def appears_under(self):
        """The tags of the pages that print this row."""
        raise NotImplementedError
