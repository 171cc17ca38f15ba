"""What happened to an article: the log, every save, and every edition that readers saw or will see."""

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.admin.access import fetch, respond
from articles.admin.standing import badges, log_of

PAGE = 50


@require_safe
def history(request, pk):
    article = fetch(request, pk)
    editions = article.editions.select_related("revision").defer("body", "body_html", "revision__content")
    revisions = article.revisions.select_related("by").defer("content")
    context = {
        "article": article,
        "title": _("History"),
        "badges": badges(article),
        "editions": editions,
        "log": Paginator(log_of(article).select_related("by"), PAGE).get_page(request.GET.get("page")),
        "revisions": Paginator(revisions, PAGE).get_page(request.GET.get("saves")),
        "now": timezone.now(),
    }
    return respond(request, "article/history.html", context)
