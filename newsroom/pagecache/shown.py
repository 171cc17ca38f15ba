"""Models whose rows pages print."""

from django.db import models, transaction

from newsroom.markup import NOT_TEXT
from newsroom.pagecache.purging import purge


class ShownQuerySet(models.QuerySet):
    """Changes and deletions in bulk purge too."""

    def update(self, **fields):
        with transaction.atomic():
            purge(*self._appear_under())
            return super().update(**fields)

    def delete(self):
        with transaction.atomic():
            purge(*self._appear_under(), hard=True)
            return super().delete()

    update.alters_data = delete.alters_data = True
    delete.queryset_only = True

    def _appear_under(self):
        return {tag for row in self.all() for tag in row.appears_under()}


class Shown(models.Model):
    """A row that pages print: saving or deleting it purges what it appears under."""

    listed_in = ()  # tags of the pages that print every row of the model, so that a new one appears there

    objects = ShownQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self._drop_what_is_no_text()
        with transaction.atomic():
            new = self._state.adding
            super().save(*args, **kwargs)
            purge(*(self.listed_in if new else self.appears_under()), hard=self.is_hidden)

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            purge(*self.appears_under(), hard=True)
            return super().delete(*args, **kwargs)

    def appears_under(self):
        """The tags of the pages that print this row: “section:7” and where all rows are listed."""
        return {f"{self._meta.model_name}:{self.pk}", *self.listed_in}

    def _drop_what_is_no_text(self):
        """Control characters and the like, which no feed can print, out of every word of the row."""
        for field in self._meta.concrete_fields:
            words = self.__dict__.get(field.attname)
            if isinstance(field, models.CharField | models.TextField) and isinstance(words, str):
                setattr(self, field.attname, NOT_TEXT.sub("", words))

    @property
    def is_hidden(self):
        """Whether readers are not to see this row, so that what was printed of it has to go."""
        return False
