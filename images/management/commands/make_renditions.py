from django.core.management.base import BaseCommand

from images import renditions, tasks
from images.models import Image


class Command(BaseCommand):
    help = "Make the sizes that pictures lack: after an update that changed the set, or when files were lost."

    def add_arguments(self, parser):
        parser.add_argument("--queue", action="store_true", help="Leave the work to the worker.")

    def handle(self, *, queue, **options):
        self.total, self.seen, self.made, failed = Image.objects.count(), 0, 0, 0
        for pk in Image.objects.order_by("pk").values_list("pk", flat=True).iterator():
            try:
                self.made += self.queued(pk) if queue else renditions.make(pk, check=True)
            except Exception as error:
                failed += 1
                self.stderr.write(f"Picture {pk}: {type(error).__name__}: {error}")
            self.seen += 1
            self.progress()
        verb = "Queued" if queue else "Made the sizes of"
        self.stdout.write(f"{verb} {self.made} of {self.seen} pictures; {failed} failed.")
        if failed:
            raise SystemExit(1)

    def queued(self, pk):
        image = Image.objects.get(pk=pk)
        if wanted := bool(renditions.missing(image)):
            tasks.ask(image)
        return wanted

    def progress(self):
        if self.stderr.isatty():
            self.stderr.write(f"\r{self.seen} of {self.total}, {self.made} made", ending="")
