import logging

from django.core.management import call_command
from django_tasks_db.management.commands import db_worker

from images import tasks
from newsroom.notices import mail

DAYS = 7  # for which the outcome of a task is kept
MAX_TASKS = 500  # then it ends, for its parent to begin another: so its memory and the table of tasks stay small


class Command(db_worker.Command):
    help = "Do what is queued, for ever: db_worker, which first takes up what a killed one left and clears the table."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(reload=False, max_tasks=MAX_TASKS)

    def handle(self, **options):
        call_command("prune_db_task_results", min_age_days=DAYS, verbosity=0)
        tasks.resume()
        mail.resume()
        super().handle(**options)

    def configure_logging(self, verbosity):
        """Faults only, unless asked for more: the tasks themselves say what is worth saying."""
        super().configure_logging(verbosity)
        if verbosity == 1:
            for name in ("django_tasks", "django_tasks_db"):
                logging.getLogger(name).setLevel(logging.ERROR)
