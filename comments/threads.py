"""What readers see of a story's comments: a page of the thread, ready for the template."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.functional import cached_property

from articles.models import Edition
from comments.models import STEP, Comment, depth_of
from newsroom.addresses import address
from newsroom.pagecache import shows
from newsroom.prepared import Prepared

PAGE = 50
COLUMNS = ["id", "article_id", "parent_id", "path", "name", "body_html", "mark", "created_at"]


class Gone:
    """Stands where a comment was whose answers are still there."""

    is_gone = True

    def __init__(self, pk, path):
        self.pk, self.path, self.depth = pk, path, depth_of(path)


@dataclass
class Thread:
    """A page of the approved comments of `edition`'s article, in the order of reading; `total` counts all pages."""

    edition: Edition
    number: int
    total: int
    comments: list

    @property
    def is_open(self):
        return self.edition.comments_open

    @cached_property
    def closed_since(self) -> datetime | None:
        """When the comments were closed, if they ever were open. One query."""
        return None if self.is_open else closed_since(self.edition)

    @property
    def pages(self):
        return max(1, -(-self.total // PAGE))

    @property
    def previous(self):
        return self.number - 1

    @property
    def next(self):
        return self.number + 1 if self.number < self.pages else None

    @property
    def url(self):
        return address("comments:all", self.edition.article_id)

    @property
    def new_url(self):
        return address("comments:new", self.edition.article_id)


def _approved(article):
    return Comment.objects.approved().filter(article=article).order_by("path")


@Prepared
def _first(article):
    """The first page, and one more to know whether that is all."""
    return _approved(article).values_list(*COLUMNS)[: PAGE + 1]


def of(edition, number=1):
    """Page `number` of an Edition's Thread. Raises Http404.

    One query where the first page is all there is; else two, or three where a page answers what an earlier one shows.
    """
    shows(f"comments:{edition.article_id}")
    if number == 1:
        rows = [Comment.from_db("default", COLUMNS, row) for row in _first(edition.article_id)]
    else:
        rows = list(_approved(edition.article_id).only(*COLUMNS)[(number - 1) * PAGE : number * PAGE])
    if number != 1 and not rows:
        raise Http404
    is_all = number == 1 and len(rows) <= PAGE
    total = len(rows) if is_all else _approved(edition.article_id).count()
    return Thread(edition, number, total, _with_ancestors(rows[:PAGE], number))


def number_of(comment):
    """On which page of the thread a comment stands."""
    before = Comment.objects.approved().filter(article=comment.article_id, path__lt=comment.path)
    return before.count() // PAGE + 1


def live_edition(article_id):
    """The live edition of an article. Raises Http404 where there is none."""
    editions = Edition.objects.live().select_related("article", "section")
    found = editions.defer("body", "body_html", "article__body").filter(article=article_id).first()
    if found is None:
        raise Http404
    shows(f"story:{article_id}", f"section:{found.section_id}")
    return found


def closed_since(edition):
    """When the comments of an edition's article were closed; None if they never were open."""
    opened = Edition.objects.begun().filter(article=edition.article_id, comments_open=True)
    return opened.order_by("-live_from").values_list("live_until", flat=True).first()


def _with_ancestors(rows, number):
    """`rows`, in order of path, each after all that it stands under: what an earlier page shows, and what is gone."""
    wanted = {pk: row.path[: STEP * level] for row in rows for level, pk in enumerate(row.ancestors, 1)}
    found = {row.pk: row for row in rows}
    if number > 1 and (missing := wanted.keys() - found):
        above = Comment.objects.approved().filter(pk__in=missing).only(*COLUMNS)
        rows = [*above, *rows]
        found |= {row.pk: row for row in above}
    for row in rows:
        row.answers = found.get(row.parent_id)
    gone = [Gone(pk, path) for pk, path in wanted.items() if pk not in found]
    return sorted([*rows, *gone], key=lambda row: row.path)
