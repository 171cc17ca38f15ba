from django.core.management.base import BaseCommand

from images.sweep import sweep


class Command(BaseCommand):
    help = (
        "Delete picture files that belong to no picture and are older than a day, and crops that retired a month ago."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be deleted.")

    def handle(self, *, dry_run, verbosity, **options):
        found = sweep(dry_run=dry_run, progress=self.progress if self.stdout.isatty() else lambda found: None)
        if verbosity > 1 or dry_run:
            for name in [*found.orphans, *found.retired]:
                self.stdout.write(f"  {name}")
        for name in found.missing:
            self.stderr.write(f"Missing: {name}")
        verb = "Would delete" if dry_run else "Deleted"
        self.stdout.write(
            f"{verb} {len(found.orphans)} orphans and {len(found.retired)} retired crops"
            f" of {found.seen} files; {len(found.missing)} missing."
        )

    def progress(self, found):
        self.stderr.write(f"\r{found.seen} files, {len(found.orphans)} orphans", ending="")
