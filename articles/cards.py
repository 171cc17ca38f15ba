"""Stories as lists print them: light objects out of one query.

A Card has what templates print of an Edition in a list, under the same names.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from articles.known import sections
from articles.models import Edition, Section
from articles.models.story import Kind, Role
from authors.known import authors
from authors.models import Author
from images import known as images
from images.models import Image
from newsroom.pagecache import shows
from newsroom.prepared import Prepared

COLUMNS = ["pk", "article", "path", "kind", "headline", "dek", "published_at", "section", "credits"]

ARTICLE = COLUMNS.index("article")


@dataclass(slots=True, eq=False)
class Card:
    pk: int
    article_id: int
    path: str
    kind: str
    headline: str
    dek: str
    published_at: datetime
    section: Section
    writers: list[Author]
    hero: Image | None
    values: tuple  # all that it is made of: two with the same are printed the same

    def __hash__(self):
        return hash(self.values)

    def __eq__(self, other):
        return self.values == other.values

    def get_absolute_url(self):
        return f"/{self.path}/"

    def get_kind_display(self):
        return Kind(self.kind).label


def columns(through=""):
    """What `of` needs of an edition, for `values_list`; `through` leads to it from another table: "edition__", say."""
    return [*(through + name for name in COLUMNS), *images.columns(f"{through}hero__")]


@Prepared
def live_of(at, articles):
    """The rows of `columns` of what is live of these articles, in no order."""
    return Edition.objects.live(at).filter(article__in=articles).order_by().values_list(*columns())


@Prepared
def _live(at, editions):
    return Edition.objects.live(at).filter(pk__in=editions).order_by().values_list(*columns())


def of_editions(ids):
    """The Cards of those of these editions that are live, in this order."""
    rows = {row[0]: row for row in _live(timezone.now(), tuple(ids))}
    return of([rows[pk] for pk in ids if pk in rows])


def of(rows):
    """The Cards of rows of `columns`, in their order. Notes all that a list prints of them."""
    people = authors.holding({author for row in rows for author in writers(row[8])})
    homes = sections.holding({row[7] for row in rows})
    return [_card(row, people, homes) for row in rows]


def writers(credits):
    """Whose names stand above a story, in order: those of a repost's original where nobody here wrote words."""
    words = [author for author, role in credits if role == Role.WORDS]
    return words or [author for author, role in credits if role == Role.ORIGINAL]


def _card(row, people, homes):
    pk, article, path, kind, headline, dek, published_at, section, credits, *picture = row
    names, home, hero = writers(credits), homes[section], images.picture(*picture)
    shows(f"story:{article}", f"section:{section}", *[f"author:{author}" for author in names])
    if hero:
        shows(f"image:{hero.pk}")
    by = [people[author] for author in names]
    told = [(author.name, author.slug) for author in by]
    values = pk, path, kind, headline, dek, published_at, home.name, home.slug, home.accent, *told, *picture
    return Card(pk, article, path, kind, headline, dek, published_at, home, by, hero, values)
