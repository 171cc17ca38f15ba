"""The authors as pages print them, kept in the process."""

from authors.models import Author
from newsroom.pagecache import shows
from newsroom.pagecache.memo import Rows


def _all():
    rows = {author.pk: author for author in Author.objects.select_related("portrait").defer("bio")}
    shows(*(f"image:{author.portrait_id}" for author in rows.values() if author.portrait_id))
    return rows


authors = Rows("authors", _all)
