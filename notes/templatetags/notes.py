"""What the page of an article says of its notes."""

from django import template

from notes.threads import count_open

register = template.Library()
register.simple_tag(count_open, name="open_notes")
