"""Keeping notes at their passages: after each save, by whatever way, they are looked for anew."""

from django.utils import timezone

from articles.models import Article
from notes.anchors import Anchor, anchor_at, as_it_was, by_words, find
from notes.models import Note

MOST_BY_WORDS = 20  # notes that one save looks for by their words: each is work for some hundredths of a second


def listen(line):
    """What the log says of an article may have changed its text."""
    if isinstance(line.subject, Article):
        follow(line.subject)


def follow(article):
    """Look for the passages of the open notes on an article in its text as it is in the database now.

    A save waits for this. So of those that don't stand there word for word only MOST_BY_WORDS are looked for on, those
    lost before last, and what was lost in a text is not looked for in it again.
    """
    notes = Note.objects.filter(article=article, thread=None, resolved_at=None).exclude(quote="")
    if not notes:
        return
    body, revised = Article.objects.values_list("body", "head__at").get(pk=article.pk)
    astray = [note for note in notes if not _stands(note, body) and not _lost_since(note, revised)]
    gone = sorted((note for note in astray if not _put(note, body, as_it_was)), key=lambda note: note.start is None)
    for n, note in enumerate(gone):
        if n >= MOST_BY_WORDS or not _put(note, body, by_words):
            _lose(note)
    Note.objects.bulk_update(astray, ["passage", "before", "after", "start", "end", "lost_at"])


def place(note, body):
    """Set where the passage of a new note stands in `body`, if it does. Whether it does."""
    return _put(note, body, find)


def _stands(note, body):
    """Whether the passage is where it was, with the same round it."""
    return note.start is not None and body[note.start : note.end] == note.passage and _round(note, body)


def _lost_since(note, revised):
    """Whether the passage was looked for in vain after the text was last revised."""
    return bool(note.start is None and note.lost_at and revised and note.lost_at >= revised)


def _put(note, body, look):
    """Set where `look` finds the passage, as it read last or as it was at first. Whether it does."""
    for passage in dict.fromkeys([note.passage, note.quote]):
        if found := look(body, Anchor(passage, note.before, note.after, note.start or 0)):
            now = anchor_at(body, *found)
            note.passage, note.before, note.after = now.passage, now.before, now.after
            (note.start, note.end), note.lost_at = found, None
            return True
    return False


def _lose(note):
    """Nothing was found: say so of what stood in the text before."""
    if note.start is not None or note.lost_at:
        note.start, note.end, note.lost_at = None, None, timezone.now()


def _round(note, body):
    """Whether the same stands round the passage as before."""
    now = anchor_at(body, note.start, note.end)
    return (now.before, now.after) == (note.before, note.after)
