"""A story as its page prints it: the live Edition of an address, with all that hangs on it, in one query."""

from dataclasses import dataclass

from django.db.models import Func, JSONField, OuterRef, Subquery
from django.utils import timezone

from articles.known import sections
from articles.models import Edition, Tag
from articles.models.story import Role
from authors.known import authors
from authors.models import Author
from images import figures
from images import known as images
from newsroom.pagecache import shows
from newsroom.prepared import Prepared

NAMES = [field.attname for field in Edition._meta.concrete_fields if field.attname != "body"]
TAG = ["id", "name", "slug"]


@dataclass(slots=True)
class Line:
    """An EditionByline, as far as it is printed."""

    author: Author
    role: str

    @property
    def author_id(self):
        return self.author.pk

    def get_role_display(self):
        return Role(self.role).label


class Together(Func):
    """All rows of a subquery as one list in JSON."""

    output_field = JSONField()

    def as_sqlite(self, *args, **kwargs):
        return super().as_sql(*args, **kwargs, template="json_group_array(json_array(%(expressions)s))")

    def as_postgresql(self, *args, **kwargs):
        return super().as_sql(*args, **kwargs, template="jsonb_agg(jsonb_build_array(%(expressions)s))")


@Prepared
def _edition(at, path):
    tags = Tag.objects.filter(edition_uses__content_object=OuterRef("pk")).order_by()
    tags = Subquery(tags.values_list(Together(*TAG)))
    return Edition.objects.live(at).filter(path=path).order_by().values_list(*NAMES, tags, *images.columns("hero__"))


def live(path):
    """The live Edition at `path`, with section, hero, bylines, their authors and tags, or None. Notes all of them."""
    rows = _edition(timezone.now(), path)
    if not rows:
        return None
    row = rows[0]
    edition = Edition.from_db("default", NAMES, row[: len(NAMES)])
    edition.section = sections.holding({edition.section_id})[edition.section_id]
    tags, *picture = row[len(NAMES) :]
    edition.hero = images.picture(*picture)
    people = authors.holding({author for author, _role in edition.credits})
    lines = [Line(people[author], role) for author, role in edition.credits]
    tags = [Tag.from_db("default", TAG, tag) for tag in sorted(tags or [], key=lambda tag: tag[1])]
    edition._prefetched_objects_cache = {"bylines": lines, "tags": tags}
    edition.body_html = figures.for_pages(edition.body_html, figures.used_in(edition.body_html))
    note(edition)
    return edition


def note(edition):
    """Note all that a story's page prints of an Edition, but for its related stories and comments."""
    shows(
        f"story:{edition.article_id}", f"section:{edition.section_id}", *(f"tag:{tag.pk}" for tag in edition.tags.all())
    )
    people = [line.author for line in edition.bylines.all()]
    shows(*(f"author:{author.pk}" for author in people))
    pictures = [edition.hero_id, *(author.portrait_id for author in people)]
    shows(*(f"image:{pk}" for pk in pictures if pk))
