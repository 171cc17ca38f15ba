"""Keeping notes at their passages: after each save, by whatever way, they are looked for anew."""

from django.utils import timezone

from articles.models import Article
from notes.anchors import Anchor, anchor_at, find
from notes.models import Note


def listen(line):
    """What the log says of an article may have changed its text."""
    if isinstance(line.subject, Article):
        follow(line.subject)


def follow(article):
    """Look for the passages of all the notes on an article in its text as it is in the database now."""
    notes = Note.objects.filter(article=article, thread=None).exclude(quote="")
    if not notes:
        return
    body = Article.objects.values_list("body", flat=True).get(pk=article.pk)
    moved = [note for note in notes if place(note, body)]
    Note.objects.bulk_update(moved, ["passage", "before", "after", "start", "end", "lost_at"])


def place(note, body):
    """Set where the note's passage stands in `body`. Whether anything is different from before."""
    if note.start is not None and body[note.start : note.end] == note.passage and _round(note, body):
        return False
    was = Anchor(note.passage, note.before, note.after, note.start or 0)
    found = find(body, was) or find(body, Anchor(note.quote, note.before, note.after, note.start or 0))
    if found:
        now = anchor_at(body, *found)
        note.passage, note.before, note.after = now.passage, now.before, now.after
        (note.start, note.end), note.lost_at = found, None
        return True
    if note.start is None:
        return False
    note.start = note.end = None
    note.lost_at = timezone.now()
    return True


def _round(note, body):
    """Whether the same stands round the passage as before."""
    now = anchor_at(body, note.start, note.end)
    return (now.before, now.after) == (note.before, note.after)
