"""What is done with pictures in the background, by `manage.py work`."""

import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from images import renditions
from images.models import Image

# How long to wait before each further try. After the last one the desk is told.
PAUSES = [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10)]

log = logging.getLogger(__name__)


@task()
def make(pk):
    """Make the renditions of the picture with this number, if it is still there."""
    # Counted before the work is begun, so that a picture on which the worker is killed is given up as well. Not by
    # ImageQuerySet, which would purge the pages that show it.
    rows = Image._base_manager.filter(pk=pk)
    if not rows.filter(tries__lte=len(PAUSES)).update(tries=F("tries") + 1):
        return _give_up(rows, _("The worker was stopped each time that it made them."))
    try:
        renditions.make(pk)
    except Exception as error:
        log.exception("Could not make the sizes of picture %s", pk)
        tries = rows.values_list("tries", flat=True).first() or 0
        if tries > len(PAUSES):
            return _give_up(rows, _reason(error))
        make.using(run_after=timezone.now() + PAUSES[tries - 1]).enqueue(pk)


def ask(image):
    """Have the renditions of a picture made (anew) in the background; what failed before is forgotten."""
    Image._base_manager.filter(pk=image.pk).update(state=Image.State.WAITING, tries=0, problem="")
    make.enqueue(image.pk)


def resume():
    """Queue the pictures that wait though nothing is queued for them: a worker was killed. Returns how many."""
    queued = DBTaskResult.objects.filter(task_path=make.module_path, status=TaskResultStatus.READY)
    queued = {line["args"][0] for line in queued.values_list("args_kwargs", flat=True)}
    waiting = Image.objects.filter(state=Image.State.WAITING).order_by("pk").values_list("pk", flat=True)
    waiting = [pk for pk in waiting if pk not in queued]
    for pk in waiting:
        make.enqueue(pk)
    return len(waiting)


def _give_up(rows, problem):
    if rows.exclude(state=Image.State.MADE).update(state=Image.State.FAILED, problem=problem[:300]):
        log.error("Gave up making the sizes of picture %s: %s", rows.values_list("pk", flat=True).first(), problem)


def _reason(error):
    return " ".join(error.messages) if isinstance(error, ValidationError) else f"{type(error).__name__}: {error}"
