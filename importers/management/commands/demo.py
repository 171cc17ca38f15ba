import time

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from importers.demo import load


class Command(BaseCommand):
    help = "Fill an empty site with the demo newsroom: stories, pictures, people and comments."

    def handle(self, *args, **options):
        if not load.site_is_empty():
            self.stdout.write(
                _("This site has stories or users already; the demo is for an empty one. Nothing changed.")
            )
            return
        started = time.monotonic()
        try:
            counts = load.fill(progress=self.show)
        except KeyboardInterrupt:
            raise CommandError(_("Stopped. The site is still empty; the same command begins again.")) from None
        seconds = round(time.monotonic() - started)
        self.stdout.write(
            _(
                "%(stories)s stories (%(live)s live), %(pictures)s pictures, %(authors)s authors, %(comments)s "
                "comments, %(users)s sign-ins, in %(seconds)s s. The sign-ins are in %(file)s."
            )
            % {**counts, "seconds": seconds, "file": load.SIGN_INS}
        )

    def show(self, what, done, total):
        """A line that counts up in a terminal; elsewhere, one line at the end of each part."""
        if self.stdout.isatty():
            self.stdout.write(f"\r{what} {done}/{total}", ending="\n" if done == total else "")
            self.stdout.flush()
        elif done == total:
            self.stdout.write(f"{what} {done}/{total}")
