"""Words that had to go from a story for legal reasons go from the notes on it, too."""

from notes.models import Note

KEPT = ["text", "quote", "passage", "before", "after"]


def clear(article, passage):
    """Take a Passage (articles/redaction.py) out of all notes on an Article."""
    for note in Note.objects.filter(article=article):
        for name in KEPT:
            setattr(note, name, passage.out_of(getattr(note, name)))
        note.save(update_fields=KEPT)
