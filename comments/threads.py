"""What readers see of a story's comments: a page of the thread, ready for the template."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from articles.models import Edition
from comments.models import STEP, Comment, depth_of
from newsroom.pagecache import shows

PAGE = 50
COLUMNS = ["article", "parent", "path", "name", "body_html", "mark", "created_at"]


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
        return reverse("comments:all", args=[self.edition.article_id])

    @property
    def new_url(self):
        return reverse("comments:new", args=[self.edition.article_id])


def of(edition, number=1):
    """Page `number` of an Edition's Thread. One query for the first page, two for another. Raises Http404."""
    shows(f"comments:{edition.article_id}")
    approved = Comment.objects.approved().filter(article=edition.article_id)
    total = approved.order_by().values("article").annotate(total=Count("pk")).values("total")
    start = (number - 1) * PAGE
    rows = list(approved.order_by("path").only(*COLUMNS).annotate(total=Subquery(total))[start : start + PAGE])
    if number != 1 and not rows:
        raise Http404
    return Thread(edition, number, rows[0].total if rows else 0, _with_ancestors(rows, number))


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
