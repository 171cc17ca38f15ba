from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from articles import desk
from articles.models import Article


class Command(BaseCommand):
    help = "Delete for good what lay in the trash for 30 days and was never published."

    def handle(self, **options):
        deleted = 0
        for article in Article.objects.filter(trashed_at__isnull=False).order_by("trashed_at").iterator():
            if desk.may_be_deleted(article):
                try:
                    desk.delete_for_good(article, by=None)
                except ValidationError:
                    continue  # somebody restored it this instant
                deleted += 1
        self.stdout.write(f"{deleted} deleted.")
