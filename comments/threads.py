"""What readers see of a story's comments: a page of the thread, ready for the template."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles.models import Edition
from comments.models import STEP, Comment, Mark, ancestors_of, depth_of
from newsroom.addresses import address
from newsroom.pagecache import shows
from newsroom.prepared import planned_once

PAGE = 50
COLUMNS = ["pk", "parent_id", "path", "name", "body_html", "mark", "created_at"]


@dataclass(slots=True)
class Said:
    """A comment as a thread prints it. Two are equal that are printed the same."""

    pk: int
    parent_id: int | None
    path: str
    name: str
    body_html: str
    mark: str
    created_at: datetime
    answers_pk: int | None = None  # the comment above that it answers, and who said that
    answers_name: str = ""

    is_gone = False

    def __hash__(self):
        return hash((self.pk, self.created_at))

    @property
    def shown_name(self):
        return self.name or _("A reader")

    @property
    def depth(self):
        return depth_of(self.path)

    def get_mark_display(self):
        return Mark(self.mark).label


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


@planned_once
def _first(article):
    """The first page, and one more to know whether that is all."""
    return _approved(article).values_list(*COLUMNS)[: PAGE + 1]


def of(edition, number=1):
    """Page `number` of an Edition's Thread. Raises Http404.

    One query where the first page is all there is; else two, or three where a page answers what an earlier one shows.
    """
    shows(f"comments:{edition.article_id}")
    if number == 1:
        rows = [Said(*row) for row in _first(edition.article_id)]
    else:
        rows = _said(_approved(edition.article_id)[(number - 1) * PAGE : number * PAGE])
    if number != 1 and not rows:
        raise Http404
    is_all = number == 1 and len(rows) <= PAGE
    total = len(rows) if is_all else _approved(edition.article_id).count()
    return Thread(edition, number, total, _with_ancestors(rows[:PAGE], number))


def _said(comments):
    return [Said(*row) for row in comments.values_list(*COLUMNS)]


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
    wanted = {pk: row.path[: STEP * level] for row in rows for level, pk in enumerate(ancestors_of(row.path), 1)}
    found = {row.pk: row for row in rows}
    if number > 1 and (missing := wanted.keys() - found):
        above = _said(Comment.objects.approved().filter(pk__in=missing))
        rows = [*above, *rows]
        found |= {row.pk: row for row in above}
    for row in rows:
        if above := found.get(row.parent_id):
            row.answers_pk, row.answers_name = above.pk, above.shown_name
    gone = [Gone(pk, path) for pk, path in wanted.items() if pk not in found]
    return sorted([*rows, *gone], key=lambda row: row.path)
