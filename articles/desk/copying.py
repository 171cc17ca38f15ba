"""A story anew, from one that there is."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.content import content_of
from articles.desk.row import lock_any
from articles.desk.writing import save
from articles.models import Article
from articles.rules import allow

HEADLINE = Article._meta.get_field("headline").max_length


@transaction.atomic
def duplicate(article, *, by):
    """A new draft of `by`'s with the content of an article as it was saved. Returns it.

    It has an address of its own and no history: nothing of it was ever published, returned, assigned or planned.
    """
    article = lock_any(article)
    allow(by, "view", article)
    copy, content = Article(), content_of(article)
    content["headline"] = (_("Copy of %(headline)s") % {"headline": content["headline"]})[:HEADLINE]
    save(copy, by=by, **content | {"slug": ""})
    return copy
