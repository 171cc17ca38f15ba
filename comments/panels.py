"""What the desk's first page and its sidebar say of comments."""

from comments.models import Comment
from newsroom.deskapp import count, panel

SHOWN = 3


@panel(order=2.7)
def waiting(request):
    """The comments that have waited longest, for somebody who may decide."""
    number = held(request)
    comments = Comment.objects.held().with_story().order_by("created_at")[:SHOWN]
    return {"template": "admin/comments/_panel.html", "count": number, "comments": comments} if number else None


@count("comments.comment")
def held(request):
    may = request.user.has_perm("comments.moderate_comment")
    return Comment.objects.held().count() if may else 0
