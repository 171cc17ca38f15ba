from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from comments import privacy


class Command(BaseCommand):
    help = "Erase a commenter's name and e-mail address from all their comments."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address that the comments were written with")
        parser.add_argument("--texts", action="store_true", help="erase what they wrote, too")

    def handle(self, *, email, texts, **options):
        count = privacy.forget(email, texts=texts)
        self.stdout.write(_("Comments changed: %(count)s") % {"count": count})
