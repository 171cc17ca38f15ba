from collections import Counter

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from importers import markdown


class Command(BaseCommand):
    help = "Import Markdown files with YAML front matter; docs/importing.md describes them. Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with all *.md files below it")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *args, paths, dry_run, **options):
        files = [pair for path in paths for pair in markdown.find(path)]
        counts = Counter(created=0, updated=0, unchanged=0, failed=0)
        try:
            for done, (root, file) in enumerate(files, 1):
                counts[self._load(file, root, dry_run)] += 1
                self._show(done, len(files))
        except KeyboardInterrupt:
            self.stderr.write(_("Stopped. The same command goes on where it stopped."))
        summary = _("%(created)s created, %(updated)s updated, %(unchanged)s unchanged, %(failed)s failed") % counts
        if dry_run:
            summary = _("Nothing was changed; it would be: %(summary)s") % {"summary": summary}
        self.stdout.write(summary)
        if not files:
            raise CommandError(_("There is no Markdown file."))
        if counts["failed"] or sum(counts.values()) < len(files):
            raise SystemExit(1)

    def _load(self, file, root, dry_run):
        try:
            with transaction.atomic():
                outcome = markdown.load(file, root)
                if dry_run:
                    transaction.set_rollback(True)
            return outcome
        except markdown.BadFile as error:
            for line, field, sentence in error.args[0]:
                self.stderr.write(f"{file}:{line}: {f'{field}: ' if field else ''}{sentence}")
            return "failed"

    def _show(self, done, total):
        if self.stdout.isatty():
            self.stdout.write(f"\r{done}/{total}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done % 100 == 0:
            self.stdout.write(f"{done}/{total}")
