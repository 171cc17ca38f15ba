import time

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from importers.corpus.load import load


class Command(BaseCommand):
    help = "Load stories by the hundred thousand from a file of JSON lines (docs/importing.md). Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--pictures", metavar="FOLDER", help="where the lines' pictures are; left out, none is set")

    def handle(self, *args, file, pictures, **options):
        began = time.monotonic()
        try:
            counts = load(file, pictures, bad=self.bad, progress=self.show)
        except KeyboardInterrupt:
            raise CommandError(_("Stopped. The same command goes on where it stopped.")) from None
        except OSError as error:
            raise CommandError(_("The file can't be read: %(why)s.") % {"why": error.strerror or error}) from error
        seconds = max(time.monotonic() - began, 0.1)
        self.stdout.write(
            _(
                "%(stories)s stories and %(comments)s comments in %(seconds)s s (%(rate)s stories a second); "
                "%(known)s were there already, %(bad)s lines left out."
            )
            % {**counts, "seconds": round(seconds), "rate": round(counts["stories"] / seconds)}
        )
        if counts["bad"]:
            raise SystemExit(1)

    def bad(self, number, sentence):
        self.stderr.write(_("Line %(number)s: %(sentence)s") % {"number": number, "sentence": sentence})

    def show(self, what, done, total):
        """A line that counts up in a terminal; elsewhere, one line every ten thousand."""
        of = f"{done}/{total}" if total else f"{done}"
        if self.stdout.isatty():
            self.stdout.write(f"\r{what} {of}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done == total or done % 10_000 == 0:
            self.stdout.write(f"{what} {of}")
