"""What the desk's first page says of the log."""

from newsroom.deskapp import panel
from newsroom.models import LogLine

SHOWN = 7


@panel(order=9)
def latest(request):
    """The newest lines of the log, for whom it is open."""
    if not request.user.has_perm("newsroom.view_logline"):
        return None
    return {"template": "admin/panels/_log.html", "lines": LogLine.objects.select_related("by")[:SHOWN]}
