"""Keeping what is typed until it is saved: one row of Autosave for each window that stands open at the desk.

Nothing here is a revision. A save ends the row; what was never saved is offered to its writer when they come back.
"""

import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from articles.models.keeping import Autosave

WINDOW = re.compile(r"[0-9A-Za-z]{16,32}", re.ASCII)
PAUSE = timedelta(seconds=0.4)  # between two writes of one window
MOST_WINDOWS = 100  # of one person, with unsaved text; nobody has so many open
MOST_ROWS = 300  # of one person, with what is empty, saved or discarded
OPENED_ONLY = timedelta(days=1)
ENDED = timedelta(days=7)
FORGOTTEN = timedelta(days=90)


class TooMuch(ValidationError):
    """More windows with unsaved text than anybody needs, or more writes than a person makes."""


def drawn():
    """A name for a window, known to nobody else."""
    return get_random_string(22)


def window_of(text):
    """The window's name as a form posts it, or None where it is none of ours."""
    return text if isinstance(text, str) and WINDOW.fullmatch(text) else None


def row_of(by, window):
    """The row of one's own window, or None."""
    return Autosave.objects.filter(by=by, window=window).first() if window else None


@transaction.atomic
def keep(by, window, article, *, number, typed, base=None):
    """Keep `typed`, a list of [name, value], as what stands in a window; `base` is the Revision it was edited from.

    `article` is None for a story that was never saved. Returns whether it was taken: what comes late, or for another
    article than the window's, changes nothing. Raises TooMuch.
    """
    row = _locked(by, window, article)
    if typed and (row.ended_at or not row.typed) and Autosave.objects.waiting(by).count() >= MOST_WINDOWS:
        raise TooMuch(_("You have too many unsaved texts. Save or discard some of them."))
    if row.article_id != (article and article.pk) or number < row.number:
        return False
    if number == row.number:
        return typed == row.typed  # sent once more
    if row.number >= 0 and timezone.now() - row.typed_at < PAUSE:
        raise TooMuch(_("Slower, please."))
    _write(row, typed, number, base)
    return True


@transaction.atomic
def keep_posted(by, window, article, *, number, typed, base=None):
    """Keep a whole form that was posted and could not be saved: nothing newer stands in its window.

    It takes the place of the oldest where there are too many.
    """
    row = _locked(by, window, article)
    if row.article_id == (article and article.pk):
        _write(row, typed, max(number, row.number), base)


def hand_over(row):
    """Give what was typed in one window to a new one, of which this returns the name; the old one's row is gone."""
    row.window, row.number, row.seen_at = drawn(), 0, None
    row.save()
    return row.window


@transaction.atomic
def claim(by, window):
    """The article that a window has saved already, or None; nobody else saves from it until the transaction ends."""
    return _locked(by, window, None).article


@transaction.atomic
def saved(by, window, article, *, number, base=None):
    """Note that what was typed is in `article`.

    Where the window goes on from there, `base` is the Revision that now stands in it.
    """
    row = _locked(by, window, article)
    row.typed, row.article, row.ended_at = [], article, timezone.now()
    row.number, row.base = max(row.number, number), base or row.base
    row.save()


@transaction.atomic
def seen(by, window, article):
    """Note that the window stands open on `article`."""
    row = _locked(by, window, article)
    if row.article_id == article.pk:
        row.seen_at = timezone.now()
        row.save(update_fields=["seen_at"])


def left(by, window):
    """Note that the window is closed."""
    Autosave.objects.filter(by=by, window=window).update(seen_at=None)


def discard(row):
    """Offer this no longer. It can be taken back for a week."""
    Autosave.objects.filter(pk=row.pk).update(ended_at=timezone.now())


def take_back(row):
    """Offer again what was discarded."""
    Autosave.objects.filter(pk=row.pk).update(ended_at=None)


def others(article, user):
    """The windows in which others have `article` open: of each person the one opened first."""
    return one_each(windows_of_others(user).filter(article=article))


def windows_of_others(user):
    """All the windows that stand open at the desk but for one's own."""
    return Autosave.objects.there().exclude(by=user).select_related("by").defer("typed")


def one_each(windows):
    """Of each person the first of these windows."""
    return list({row.by_id: row for row in reversed(windows)}.values())[::-1]


def _write(row, typed, number, base):
    row.typed, row.number, row.typed_at, row.ended_at = typed, number, timezone.now(), None
    row.base_id = max(row.base_id or 0, base.pk if base else 0) or None  # a save whose answer was lost counts
    row.save()


def _locked(by, window, article):
    """The row of a window, made where there is none; nobody else writes it until the transaction ends."""
    mine = Autosave.objects.select_for_update(of=("self",)).filter(by=by, window=window)
    row = mine.first()
    if row is None:
        _sweep()
        _make_room(by)
        Autosave.objects.get_or_create(by=by, window=window, defaults={"article": article})
        row = mine.get()
    return row


def _make_room(by):
    """Delete what `by` needs least where there are too many rows, so that a save never fails for what was kept."""
    surplus = Autosave.objects.filter(by=by).count() - MOST_ROWS + 1
    if surplus > 0:
        least = Case(When(typed=[], then=0), When(ended_at__isnull=False, then=1), default=2)
        oldest = Autosave.objects.filter(by=by).order_by(least, "typed_at").values_list("pk", flat=True)[:surplus]
        Autosave.objects.filter(pk__in=list(oldest)).delete()


def _sweep(at=None):
    """Delete what is of no more use: windows in which nothing was typed, what was saved, what nobody asked for."""
    at = at or timezone.now()
    old = Q(typed=[], opened_at__lt=at - OPENED_ONLY) & (Q(seen_at=None) | Q(seen_at__lt=at - OPENED_ONLY))
    old |= Q(ended_at__lt=at - ENDED) & (Q(seen_at=None) | Q(seen_at__lt=at - OPENED_ONLY))
    Autosave.objects.filter(old | Q(typed_at__lt=at - FORGOTTEN)).delete()
