"""The trash: what lies in it, out of it again, and (by the chief, after a time) gone for good."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles import desk, rules
from articles.admin import bulk
from articles.admin.access import fetch, respond
from articles.admin.standing import desk_articles
from articles.models import Article

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def trashed(request):
    """The articles in the trash that one may open; POST takes those that are `chosen` out of it."""
    rules.allow(request.user, "view", Article())
    articles = desk_articles(request.user, trashed=True)
    chosen = [
        pk for pk in request.POST.getlist("chosen") + request.GET.getlist("chosen") if pk.isdecimal() and len(pk) < 19
    ]
    if request.method == "POST":
        bulk.restore(request, articles.filter(pk__in=chosen))
        return redirect("admin:articles_article_trashed")
    page = Paginator(
        articles.select_related("section", "owner").defer("body").order_by("-trashed_at", "-pk"), ON_A_PAGE
    )
    context = {
        "title": _("Trash"),
        "page": page.get_page(request.GET.get("page")),
        "chosen": {int(pk) for pk in chosen},
    }
    context["days"] = desk.DAYS_IN_THE_TRASH
    for article in context["page"].object_list:
        article.may_go = desk.may_be_deleted(article) and request.user.is_superuser
    return respond(request, "article/trashed.html", context)


@require_POST
def delete(request, pk):
    """Delete one for good."""
    article = fetch(request, pk)
    if not request.user.is_superuser:
        raise PermissionDenied
    try:
        name = str(article)
        desk.delete_for_good(article, by=request.user)
        messages.success(request, _("“%(name)s” is deleted for good.") % {"name": name})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("admin:articles_article_trashed")
