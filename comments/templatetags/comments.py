from django import template

from comments import threads

register = template.Library()


@register.simple_tag
def comment_thread(edition):
    """`{% comment_thread edition as thread %}`: the first page of its comments, a threads.Thread. One query."""
    return threads.of(edition)
