from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from comments import privacy


class Command(BaseCommand):
    help = "Drop what is left of the addresses that comments older than 30 days came from. Meant to run daily."

    def handle(self, **options):
        self.stdout.write(_("Comments changed: %(count)s") % {"count": privacy.sweep()})
