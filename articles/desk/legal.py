"""Removing a passage from the past, which nothing else does."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import redaction
from articles.content import content_of
from articles.desk.row import lock, revise
from articles.models import Redaction
from articles.rules import allow
from newsroom.log import record
from newsroom.pagecache import purge


@transaction.atomic
def redact(article, *, by, passage, reason):
    """Take the words of `passage` out of everything that is kept of an article, and leave a stub with `reason`.

    Where it reaches is in articles/redaction.py. The words themselves are kept nowhere, so nobody can take it back.
    Returns the Redaction.
    """
    article = lock(article)
    allow(by, "redact", article)
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError({"reason": _("Tell the readers why.")})
    passage = redaction.Passage(passage, reason[:300], timezone.now())
    if passage.is_in(reason):
        raise ValidationError({"reason": _("The reason repeats the words that have to go.")})
    digests = {row.pk: redaction.clear_edition(row, passage) for row in article.editions.order_by("live_from")}
    found = [pk for pk, digest in digests.items() if digest is not None]
    content = passage.out_of_content(content_of(article))
    redaction.check_working_copy(content, passage)
    cleared = redaction.clear_desk(article, passage)
    for clear in redaction.elsewhere:
        clear(article, passage)
    if not found and not cleared:
        raise ValidationError({"passage": _("These words stand nowhere in this article.")})
    # A revision of its own, so that whoever has the old text open in a form is stopped when saving (desk.save).
    revise(article, content, by=by, action="saved", note=_("A passage was removed for legal reasons"))
    made = Redaction.objects.create(
        article=article,
        at=passage.at,
        by=by,
        reason=passage.reason,
        editions={str(pk): d for pk, d in digests.items() if d},
    )
    record(article, "redacted", by=by, reason=passage.reason)
    purge(f"story:{article.pk}", "latest", "corrections", hard=True)
    return made
