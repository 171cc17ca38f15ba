"""Small turns of a value that only the readers' templates need."""

from datetime import datetime

from django import template

from articles import structured

register = template.Library()

register.filter("absolute", structured.absolute)


@register.filter
def moment(text):
    """The time that a JSON column keeps as text."""
    return datetime.fromisoformat(text)


@register.filter
def in_role(bylines, role):
    """The authors of those bylines that have this role, in their order."""
    return [line.author for line in bylines if line.role == role]
