"""The verb that fills the front page's slots."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Edition, FrontSlot
from newsroom.log import record
from newsroom.pagecache import purge


def arrangement():
    """Which article stands in which slot: a list of ids, None for a slot that goes by date."""
    filled = dict(FrontSlot.objects.values_list("position", "article"))
    return [filled.get(position) for position in range(1, FrontSlot.LAST + 1)]


@transaction.atomic
def fill(wanted, *, by, before=None):
    """Make the slots' articles those of `wanted` (see `arrangement`). Returns how many slots changed.

    Only a live story can be put into a slot, and into one only. One line goes to the log for each that comes or goes.
    Raises PermissionDenied, or ValidationError: by slot (slot1, slot2 …), or where `before` is no longer how it is.
    """
    if by is not None and not by.has_perm("articles.change_frontslot"):
        raise PermissionDenied
    list(FrontSlot.objects.select_for_update())
    now = arrangement()
    if before is not None and before != now:
        raise ValidationError(_("Somebody else has changed the front page meanwhile. Look it over, then save again."))
    _check(wanted, now)
    changed = [n for n in range(FrontSlot.LAST) if wanted[n] != now[n]]
    FrontSlot.objects.filter(position__in=[n + 1 for n in changed]).delete()
    slots = [FrontSlot(position=n + 1, article_id=wanted[n]) for n in changed if wanted[n]]
    FrontSlot.objects.bulk_create(slots)
    if changed:
        purge("front")
    _tell(slots, {pk for pk in now if pk and pk not in wanted}, by)
    return len(changed)


def _check(wanted, now):
    live = set(Edition.objects.live().filter(article__in=[pk for pk in wanted if pk]).values_list("article", flat=True))
    errors = {}
    for n, pk in enumerate(wanted):
        if pk and pk in wanted[:n]:
            errors[f"slot{n + 1}"] = [_("This story stands in another slot already.")]
        elif pk and pk not in live and pk not in now:
            errors[f"slot{n + 1}"] = [_("This story is not live.")]
    if errors:
        raise ValidationError(errors)


def _tell(slots, gone, by):
    articles = Article.objects.in_bulk({slot.article_id for slot in slots} | gone)
    for slot in slots:
        place = _("Front page slot: %(slot)s") % {"slot": slot.get_position_display()}
        record(articles[slot.article_id], "pinned", by=by, reason=place)
    for pk in sorted(gone):
        record(articles[pk], "unpinned", by=by)
