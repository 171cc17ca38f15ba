"""The notes on an article, thread by thread, as they are shown."""

from django.db.models import Prefetch

from notes import markup
from notes.models import Note


def threads(article, user):
    """The article's threads: those on passages in their order in the text, then those lost, then those on the whole.

    Each is its first Note with `notes`, all of the thread; each note has `html`, and `own` where `user` may change it.
    """
    shown = Note.objects.select_related("by").prefetch_related("mentions").order_by("at", "pk")
    found = list(
        shown.filter(article=article, thread=None)
        .select_related("resolved_by")
        .prefetch_related(Prefetch("answers", shown))
    )
    for thread in found:
        thread.notes = [thread, *thread.answers.all()]
        for note in thread.notes:
            note.html = markup.html(note.text, [person.name for person in note.mentions.all()])
            note.form_key = str(note.pk)
            note.own = note.by_id == user.pk and thread.resolved_at is None and note is thread.notes[-1]
    return sorted(found, key=lambda thread: (not thread.quote, thread.start is None, thread.start or 0, thread.pk))


def count_open(article):
    """How many threads on the article are not resolved."""
    return Note.objects.filter(article=article, thread=None, resolved_at=None).count()
