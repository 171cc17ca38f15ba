"""What can be done with notes, one function each, as articles/desk does it with articles.

Whoever may open the article may read, write, answer and resolve notes on it. One's own can be changed or taken back
until somebody has answered. All raise PermissionDenied, or ValidationError with a sentence for the person.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import concerned, rules
from articles.models import Article
from newsroom import notices
from newsroom.log import record
from newsroom.markup import NOT_TEXT
from notes import following
from notes.mentions import mentioned
from notes.models import LONGEST, Note
from notes.threads import count_open

MOST = 200  # open threads on one article: each save looks for their passages


@transaction.atomic
def add(article, *, by, text, quote="", start=None, before="", after=""):
    """Leave a note on the passage `quote` of an article, or on the whole of it. Returns (the Note, names not told).

    `start`, `before` and `after` say where in the writer's text the passage stands, which may not be saved yet.
    Without them the passage has to be in the saved text.
    """
    article = _lock(article, by)
    _room_for_one(article)
    note = Note(article=article, by=by, text=_clean(text), quote=_clean(quote, required=False))
    if note.quote:
        note.passage, note.before, note.after = note.quote, before[-80:], after[:80]
        if start is not None:
            note.start = start
        if not following.place(note, article.body):
            note.start, note.lost_at = None, None
            if start is None:
                sentence = _("The saved text has no such passage. Copy it from there, or leave this empty.")
                raise ValidationError({"quote": sentence})
    note.save()
    record(article, "noted", by=by)
    return note, _tell(note, "note", concerned.of_readers(article))


@transaction.atomic
def answer(thread, *, by, text):
    """Answer a note, which is then open again. Returns (the Note, names not told)."""
    thread = _lock_thread(thread, by)
    note = Note.objects.create(article=thread.article, thread=thread, by=by, text=_clean(text))
    if thread.resolved_at:
        reopen(thread, by=by)
    record(thread.article, "noted", by=by)
    return note, _tell(note, "reply", taking_part(thread))


@transaction.atomic
def change(note, *, by, text):
    """Put another text in place of one's own. Returns (the Note, names not told)."""
    note = _own(note, by)
    note.text, note.edited_at = _clean(text), timezone.now()
    note.save(update_fields=["text", "edited_at"])
    notices.reword(_key(note), text=note.text)
    return note, _tell(note, "mention", ())


@transaction.atomic
def take_back(note, *, by):
    """Delete one's own note, and what people were told of it."""
    note = _own(note, by)
    notices.take_back(_key(note))
    note.delete()
    record(note.article, "took back a note", by=by)


@transaction.atomic
def resolve(thread, *, by):
    """Say that what a note asks for is done."""
    thread = _lock_thread(thread, by)
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by = timezone.now(), by
        thread.save(update_fields=["resolved_at", "resolved_by"])
        line = record(thread.article, "resolved a note", by=by)
        words = {"key": f"log:{line.pk}", "by": by, "thread": thread.key, "text": thread.text}
        notices.tell(taking_part(thread), "resolved", thread.article, **words)
    return thread


@transaction.atomic
def reopen(thread, *, by):
    thread = _lock_thread(thread, by)
    if thread.resolved_at:
        _room_for_one(thread.article)
        thread.resolved_at = thread.resolved_by = None
        thread.save(update_fields=["resolved_at", "resolved_by"])
        record(thread.article, "reopened a note", by=by)
    return thread


def taking_part(thread):
    """Who wrote in a thread, or is mentioned in it."""
    notes = Note.objects.filter(pk=thread.pk) | Note.objects.filter(thread=thread)
    notes = notes.select_related("by").prefetch_related("mentions")
    return {user for note in notes for user in (note.by, *note.mentions.all())}


def _tell(note, kind, users):
    """Tell those whom the note mentions, and `users`. Returns the names in it of those who can't be told."""
    meant, others = mentioned(note.text, note.article)
    note.mentions.set(meant)
    told = {"key": _key(note), "by": note.by, "thread": note.key, "text": note.text}
    notices.tell(meant, "mention", note.article, **told)
    notices.tell(users, kind, note.article, **told)
    return others


def _key(note):
    return f"note:{note.pk}"


def _lock(article, by):
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    rules.allow(by, "view", article)
    return article


def _lock_thread(thread, by):
    _lock(thread.article, by)
    return Note.objects.select_related("article").get(pk=thread.root.pk)


def _room_for_one(article):
    if count_open(article) >= MOST:
        raise ValidationError(_("This story has %(most)s open notes. Resolve some of them first.") % {"most": MOST})


def _own(note, by):
    thread = _lock_thread(note, by)
    note = Note.objects.select_related("article", "thread").get(pk=note.pk)
    if note.by_id != by.pk:
        raise PermissionDenied(_("This note is somebody else’s."))
    if thread.resolved_at or note != (thread.answers.last() or thread):
        raise ValidationError(_("Somebody has answered or resolved this, so it stays as it is."))
    return note


def _clean(text, required=True):
    text = NOT_TEXT.sub("", text.replace("\r\n", "\n")).strip()
    if required and not text:
        raise ValidationError({"text": _("Write something first.")})
    if len(text) > LONGEST:
        sentence = _("This is too long by %(n)d characters.") % {"n": len(text) - LONGEST}
        raise ValidationError({"text" if required else "quote": sentence})
    return text
