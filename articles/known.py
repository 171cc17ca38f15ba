"""What an address names: sections, which are few and kept in the process, and tags."""

from articles.models import Section, Tag
from newsroom.pagecache.memo import Rows
from newsroom.prepared import Prepared

TAG = ["id", "name", "slug", "description"]

sections = Rows("sections", lambda: Section.objects.in_bulk())


@Prepared
def _tag(slug):
    return Tag.objects.filter(slug=slug).values_list(*TAG)


def tag_named(slug):
    """The Tag with this slug, or None."""
    return next((Tag.from_db("default", TAG, row) for row in _tag(slug)), None)
