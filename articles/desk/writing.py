"""Saving what was written."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles import editions
from articles.content import clean, content_of
from articles.desk.row import lock, revise
from articles.merge import merge_content
from articles.rules import allow


class Conflict(ValidationError):
    """Somebody else saved in the meantime and changed the same thing.

    `fields` names it, `theirs` is their content; `merged` is both, with ours where the two do not go together.
    """

    def __init__(self, fields, theirs, merged):
        self.fields, self.theirs, self.merged = fields, theirs, merged
        sentence = _("Somebody else changed this too while you were writing.")
        super().__init__({name.removesuffix("_id"): [sentence] for name in fields})


@transaction.atomic
def save(article, *, by, base=None, **fields):
    """Save `fields` (columns of Story, `tags` as names, `bylines` as (author, role) pairs) as a new revision.

    `article` may be a new Article(). `base` is the Revision that the fields were edited from: where a newer one
    exists, both changes are merged. Returns the Revision; the present one when nothing changed. Raises Conflict.
    """
    new = article.pk is None
    if new:
        allow(by, "add", article)
        article.owner = by
        article.save()
    else:
        article = lock(article)
    allow(by, "edit", article)
    head = content_of(article)
    wanted = {**head, **clean(fields)}
    if base is not None and base.pk != article.head_id:
        wanted, conflicts = merge_content(base.content, {**base.content, **clean(fields)}, head)
        if article.redactions.filter(at__gt=base.at).exists():
            # What was typed may still hold what had to go: nobody puts it back without seeing that.
            conflicts = [name for name in head if wanted[name] != head[name]]
        if conflicts:
            raise Conflict(conflicts, head, wanted)
    wanted["slug"] = _slug(article, head, wanted)
    if wanted == head and not new:
        return article.head
    return revise(article, wanted, by=by, action="created" if new else "saved")


def _slug(article, before, content):
    """The address's last part: as typed, or from the headline, which it follows until the first publication."""
    follows = before["slug"] == editions.slug_from(before["headline"], article) and not article.editions.exists()
    if content["slug"] and not (follows and content["slug"] == before["slug"]):
        return content["slug"]
    return editions.slug_from(content["headline"], article)
