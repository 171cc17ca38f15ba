"""Small turns of a value that only the desk's templates need."""

from django import template

from articles import wallclock
from articles.admin import moments

register = template.Library()

register.filter("short", wallclock.short)
register.filter("full", wallclock.full)
register.filter("offset", wallclock.offset)


register.filter("moment", moments.tell)


@register.simple_tag
def choices_of(changelist, spec):
    """The choices of one of the list's filters."""
    return list(spec.choices(changelist))


@register.filter
def anchor(field):
    """The id of a form field's first control."""
    return "id_bylines-1" if field == "bylines" else f"id_{field}"
