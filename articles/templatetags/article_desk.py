"""Small turns of a value that only the desk's templates need."""

from django import template
from django.utils.translation import gettext as _

from articles import wallclock

register = template.Library()

register.filter("short", wallclock.short)
register.filter("full", wallclock.full)


@register.simple_tag
def choices_of(changelist, spec):
    """The choices of one of the list's filters."""
    return list(spec.choices(changelist))


@register.filter
def anchor(field):
    """The id of a form field's first control."""
    return "id_bylines-1" if field == "bylines" else f"id_{field}"


@register.filter
def deed(action):
    """What the log calls a deed, in words."""
    return DEEDS.get(action, lambda: action)()


DEEDS = {
    "created": lambda: _("began it"),
    "saved": lambda: _("saved"),
    "submitted": lambda: _("submitted"),
    "returned": lambda: _("returned it"),
    "approved": lambda: _("approved it"),
    "published": lambda: _("published"),
    "scheduled": lambda: _("scheduled"),
    "cancelled": lambda: _("cancelled the schedule"),
    "fixed": lambda: _("made a hot fix"),
    "merged": lambda: _("merged the hot fix in"),
    "withdrew": lambda: _("withdrew it"),
    "retracted": lambda: _("retracted it"),
    "pinned": lambda: _("put it on the front page"),
    "unpinned": lambda: _("took it off the front page"),
}
