"""Notices: telling people at the desk what happened to what is theirs, each thing once.

`tell` writes them in the transaction of what happened. mail.py sends them; newsroom/admin/notices.py shows them.
"""

from django.utils import timezone

from newsroom.models import Notice
from newsroom.notices import mail


def tell(users, kind, subject, *, key, by=None, thread="", **words):
    """Tell each of `users` (Users, None among them is nobody) that `by` did `kind`, one of KINDS, to `subject`.

    Not `by` themselves, nor who is not active. `key` names the event: the same person is told of it once, whoever
    calls how often (“published:71”). `thread` is what within the subject the mails can be stopped by. `words` are
    what the sentence prints besides, and what is shown below it: `text`. In the caller's transaction.
    """
    now, label = timezone.now(), str(subject)[:300]
    told = {user for user in users if user and user.is_active and user != by}
    if not told:
        return
    common = {"kind": kind, "by": by, "label": label, "thread": thread, "words": words, "key": key, "at": now}
    Notice.objects.bulk_create(
        [Notice(to=user, subject=subject, mail_due=now, **common) for user in sorted(told, key=lambda user: user.pk)],
        ignore_conflicts=True,
    )
    for notice in Notice.objects.filter(key=key, to__in=told, mail_due=now).values_list("pk", flat=True):
        mail.send.enqueue(notice)


def reword(key, **words):
    """Say something else of the same event from now on."""
    for notice in Notice.objects.filter(key=key):
        notice.words |= words
        notice.save(update_fields=["words"])


def take_back(key):
    """Nobody is told of this any more: what it was about is gone. A mail that has left has left."""
    Notice.objects.filter(key=key).delete()
