from django import template

from comments import threads
from comments.models import Comment

register = template.Library()


@register.simple_tag
def comment_thread(edition):
    """`{% comment_thread edition as thread %}`: the first page of its comments, a threads.Thread. One query."""
    return threads.of(edition)


@register.simple_tag
def held_comments(user):
    """`{% held_comments user as held %}`: how many comments wait, for somebody who may decide; else 0."""
    return Comment.objects.held().count() if user.has_perm("comments.moderate_comment") else 0
