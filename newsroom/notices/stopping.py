"""Stopping the mails about something: by the link in each of them, and in one's own settings."""

from django.core import signing
from django.http import Http404

from newsroom.models import Notice, Silence

SALT = "newsroom.notices.stopping"


def token_of(notice):
    """What the link in the notice's mail carries: it can stop such mails to this person, and nothing else."""
    return signing.Signer(salt=SALT).sign(str(notice.pk))


def notice_of(token):
    """The Notice that a token was made for. Raises Http404 for one that is not ours, or whose notice is gone."""
    try:
        number = signing.Signer(salt=SALT).unsign(token)
        return Notice.objects.select_related("to", "subject_type").get(pk=number)
    except (signing.BadSignature, Notice.DoesNotExist):
        raise Http404 from None


def stop(notice):
    """No more mails to the same person about the notice's subject, or, where it belongs to a thread, about that."""
    Silence.objects.get_or_create(**_about(notice))


def go_on(notice):
    """The mails about it, and about the subject as a whole, come again."""
    about = _about(notice)
    threads = {about.pop("thread"), ""}
    Silence.objects.filter(**about, thread__in=threads).delete()


def is_stopped(notice):
    about = _about(notice)
    threads = {about.pop("thread"), ""}
    return Silence.objects.filter(**about, thread__in=threads).exists()


def _about(notice):
    return {
        "user": notice.to,
        "topic": "",
        "subject_type": notice.subject_type,
        "subject_id": notice.subject_id,
        "thread": notice.thread,
    }
