"""Which stories show a picture in their text. (Those that have it as main picture hold a foreign key.)"""

from django.db.models import Q

from articles.models import Article, Edition


def showing(image):
    """Articles whose working copy sets the picture in the body, and editions, live or past, that do."""
    by_number = rf"(figure *\| *{image.pk}([^0-9]|$)|image: *{image.pk}[^0-9])"  # see articles.markup
    by_address = image.file.name.rpartition("/")[2].partition(".")[0]
    # The plain search first: it spares SQLite, whose regular expressions are Python's, most of the rows.
    named = Q(body__contains=str(image.pk), body__regex=by_number) | Q(body__contains=by_address)
    return [*Article.objects.filter(named).order_by("-pk"), *Edition.objects.filter(named).newest_first()]
