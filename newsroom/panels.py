"""What the desk's first page says of notices and of the log."""

from newsroom.deskapp import panel
from newsroom.models import LogLine
from newsroom.notices.guards import openable

SHOWN = 7
UNSEEN = 5


@panel(order=2.5)
def unseen(request):
    """What somebody was told and has not seen yet; nothing where there is nothing."""
    notices = openable(request.user, list(request.user.notices.filter(seen_at=None).select_related("by")[:UNSEEN]))
    return {"template": "admin/panels/_notices.html", "notices": notices} if notices else None


@panel(order=9)
def latest(request):
    """The newest lines of the log, for whom it is open."""
    if not request.user.has_perm("newsroom.view_logline"):
        return None
    return {"template": "admin/panels/_log.html", "lines": LogLine.objects.select_related("by")[:SHOWN]}
