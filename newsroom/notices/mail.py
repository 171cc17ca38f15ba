"""The mails of notices, sent in the background by `manage.py work`.

Each has a task of its own. Before it is sent its row is claimed, by an UPDATE that only one worker's can be, and only
for a while: with the claim goes another task, for when that while is over. So a mail whose worker is killed is sent by
the next one. Killed in the moment between the mail server's “accepted” and our note of it, it is sent twice, with the
same Message-ID, by which mailboxes tell; none is ever lost. One that fails is tried again after PAUSES, then given up.
"""

import logging
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from newsroom.models import Notice, Silence
from newsroom.notices.guards import openable
from newsroom.notices.kinds import sentence, topic

# How long a worker has for one mail: far more than all of settings.EMAIL_TIMEOUT for each step of sending it.
CLAIM = timedelta(minutes=10)
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]

log = logging.getLogger(__name__)


@task()
def send(pk):
    """Send the mail of the notice with this number, if it still has one to send and no other worker does."""
    notice = _claim(pk)
    if notice is None:
        return
    try:
        message = compose(notice) if is_wanted(notice) else None
        if message:
            message.send()
    except Exception as error:
        _failed(notice, error)
    else:
        Notice.objects.filter(pk=pk).update(mail_due=None, mailed_at=timezone.now() if message else None)


def resume():
    """Queue the mails for which nothing is queued: a worker was killed. Returns how many."""
    queued = DBTaskResult.objects.filter(task_path=send.module_path, status=TaskResultStatus.READY)
    queued = {line["args"][0] for line in queued.values_list("args_kwargs", flat=True)}
    waiting = Notice.objects.filter(mail_due__isnull=False).order_by("pk").values_list("pk", "mail_due")
    waiting = [(pk, due) for pk, due in waiting if pk not in queued]
    for pk, due in waiting:
        send.using(run_after=due).enqueue(pk)
    return len(waiting)


def is_wanted(notice):
    """Whether the mail may go: to somebody active who may open the subject still, and has not stopped such mails."""
    about = {"subject_type": notice.subject_type, "subject_id": notice.subject_id, "thread__in": {"", notice.thread}}
    silences = Silence.objects.filter(user=notice.to)
    stopped = silences.filter(topic=topic(notice)).exists() or silences.filter(topic="", **about).exists()
    return bool(openable(notice.to, [notice])) and not stopped


def compose(notice):
    """The EmailMessage of a notice."""
    with translation.override(None):
        return EmailMessage(sentence(notice), "", to=[notice.to.email])


@transaction.atomic
def _claim(pk):
    """The notice, this worker's alone until CLAIM is over, or None where its mail is not due."""
    now = timezone.now()
    due = Notice.objects.filter(pk=pk, mail_due__lte=now)
    if not due.update(mail_due=now + CLAIM, mail_tries=F("mail_tries") + 1):
        return None
    notice = Notice.objects.select_related("to", "by", "subject_type").get(pk=pk)
    if notice.mail_tries > len(PAUSES) + 1:
        return _give_up(notice, "the worker was killed each time")
    send.using(run_after=now + CLAIM).enqueue(pk)
    return notice


def _failed(notice, error):
    reason = f"{type(error).__name__}: {error}"
    if notice.mail_tries > len(PAUSES):
        return _give_up(notice, reason)
    due = timezone.now() + PAUSES[notice.mail_tries - 1]
    log.warning("The mail of notice %s failed and will be tried again at %s: %s", notice.pk, due, reason)
    with transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(mail_due=due, mail_problem=reason[:300])
        send.using(run_after=due).enqueue(notice.pk)


def _give_up(notice, reason):
    log.error("Gave up mailing notice %s to %s: %s", notice.pk, notice.to.email, reason)
    Notice.objects.filter(pk=notice.pk).update(mail_due=None, mail_problem=reason[:300])
