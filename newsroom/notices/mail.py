"""The mails of notices, sent in the background by `manage.py work`.

Each has a task of its own. Before it is sent its row is claimed, by an UPDATE that only one worker's can be, and for a
while: with the claim another task is queued, for when that while is over. So a mail whose worker is killed is sent by
the next one. Killed between the mail server's “accepted” and our note of it, it is sent twice, under one Message-ID, by
which a mailbox can tell; none is lost. What fails is tried again after PAUSES, then given up with a line in the log.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from newsroom.models import Notice, Silence
from newsroom.notices.guards import openable
from newsroom.notices.kinds import topic
from newsroom.notices.letter import compose

# How long a worker has for one mail: far more than settings.EMAIL_TIMEOUT for each step of sending it.
CLAIM = timedelta(minutes=10)
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)]
MOST, HOUR = 10, timedelta(hours=1)  # mails that come of one person's notes to another in that time

log = logging.getLogger(__name__)


@task()
def send(pk):
    """Send the mail of the notice with this number, if it still has one to send and no other worker is at it."""
    notice = _claim(pk)
    if notice is None:
        return
    try:
        wanted = is_wanted(notice)
        if wanted:
            compose(notice).send()
    except Exception as error:
        _failed(notice, f"{type(error).__name__}: {error}")
    else:
        Notice.objects.filter(pk=pk).update(mail_due=None, mailed_at=timezone.now() if wanted else None)


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
    """Whether its mail may go: to somebody who may open the subject as things stand, and wants such mails, and not
    too many. Those above MOST are told at the desk only."""
    about = {"subject_type": notice.subject_type, "subject_id": notice.subject_id, "thread__in": {"", notice.thread}}
    silences = Silence.objects.filter(user=notice.to)
    stopped = silences.filter(topic=topic(notice)).exists() or silences.filter(topic="", **about).exists()
    return not stopped and not _too_many(notice) and bool(openable(notice.to, [notice]))


def _too_many(notice):
    """Whether it is of a thread, in which anybody may write as often as they like, and MOST were mailed lately."""
    lately = Notice.objects.filter(to=notice.to, by=notice.by, at__gt=notice.at - HOUR, mailed_at__isnull=False)
    return bool(notice.thread) and lately.exclude(thread="").count() >= MOST


@transaction.atomic
def _claim(pk):
    """The notice, this worker's alone until CLAIM is over; None where its mail is not due, or not to be tried again."""
    now = timezone.now()
    due = Notice.objects.filter(pk=pk, mail_due__lte=now)
    if not due.update(mail_due=now + CLAIM, mail_tries=F("mail_tries") + 1):
        return None
    notice = Notice.objects.select_related("to", "by", "subject_type").get(pk=pk)
    if notice.mail_tries > len(PAUSES) + 1:
        return _give_up(notice, notice.mail_problem or "the worker was killed each time")
    send.using(run_after=now + CLAIM).enqueue(pk)
    return notice


def _failed(notice, reason):
    if notice.mail_tries > len(PAUSES):
        return _give_up(notice, reason)
    due = timezone.now() + PAUSES[notice.mail_tries - 1]
    log.warning("The mail of notice %s is tried again at %s: %s", notice.pk, due, reason)
    with transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(mail_due=due, mail_problem=reason[:300])
        send.using(run_after=due).enqueue(notice.pk)


def _give_up(notice, reason):
    log.error("Gave up mailing notice %s to %s: %s", notice.pk, notice.to.email, reason)
    Notice.objects.filter(pk=notice.pk).update(mail_due=None, mail_problem=reason[:300])
