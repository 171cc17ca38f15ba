from datetime import datetime, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import seals
from articles.models import Article, Edition, Redaction, Seal

AT_ONCE = 200  # articles
SETTLED = timedelta(minutes=5)  # by then every transaction that began before has ended


class Command(BaseCommand):
    help = "Check that no past edition was changed, removed or inserted (docs/operators.md). Exits with 1 if one was."

    def add_arguments(self, parser):
        one = parser.add_mutually_exclusive_group()
        one.add_argument("--seal", action="store_true", help="Seal editions from before there were seals, then check.")
        one.add_argument("--head", action="store_true", help="Print a moment and the digest of all until then.")
        one.add_argument("--against", nargs=2, metavar=("MOMENT", "DIGEST"), help="Compare with what --head printed.")

    def handle(self, *, seal, head, against, **options):
        if head:
            moment = (timezone.now() - SETTLED).replace(microsecond=0)
            self.stdout.write(f"{moment.isoformat()} {seals.head(moment)}")
            return
        if against:
            self.compare(*against)
            return
        if seal:
            self.stdout.write(f"Sealed {seals.seal_old()} editions.")
        if self.walk():
            raise SystemExit(1)

    def compare(self, text, digest):
        """Whether all that there was at a moment is as it was; and what came since that says it is older."""
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise CommandError("Give both words of what --head printed.") from None
        if timezone.is_naive(moment):
            raise CommandError("Give both words of what --head printed, with the offset.")
        for line in Redaction.objects.filter(at__gt=moment).select_related("by"):
            self.stdout.write(f"Redacted since, {line.at:%Y-%m-%d %H:%M} UTC by {line.by}: article {line.article_id}")
        late = Seal.objects.filter(at__gt=moment, edition__live_from__lte=moment).count()
        self.stdout.write(f"{late} editions were added since that began before.")
        if seals.head(moment) != digest:
            self.stderr.write("It is not the same: something of that time was changed, removed or inserted.")
            raise SystemExit(1)
        self.stdout.write("All that there was then is as it was.")

    def walk(self):
        """Check every article. Returns how many flaws there are."""
        total = Edition.objects.count()
        seen = redacted = flawed = 0
        chunk = []
        for pk in [*Article.objects.order_by("pk").values_list("pk", flat=True).iterator(), None]:
            chunk += [] if pk is None else [pk]
            if len(chunk) < AT_ONCE and pk is not None:
                continue
            editions, removed, flaws = seals.check(chunk)
            seen, redacted, flawed, chunk = seen + editions, redacted + removed, flawed + len(flaws), []
            for flaw in flaws:
                self.say(flaw)
            if self.stderr.isatty():
                self.stderr.write(f"\r{seen} of {total}", ending="")
        self.stdout.write(f"{seen} editions: {redacted} with redactions, {flawed} flaws.")
        return flawed

    def say(self, flaw):
        edition = flaw.edition
        where = f"/{edition.path}/ from {edition.live_from:%Y-%m-%d %H:%M:%S} UTC"
        self.stderr.write(f"Edition {edition.pk} of article {flaw.article}, {where}: {flaw.words}")
