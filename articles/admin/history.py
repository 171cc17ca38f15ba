"""What happened to an article: every version with what changed in it, any two side by side, one brought back."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import desk, rules
from articles.admin import changed
from articles.admin.access import fetch, respond
from articles.admin.standing import badges, log_of
from articles.difference import Budget
from articles.wallclock import now_there

PAGE, LINES = 25, 50


@require_safe
def history(request, pk):
    article = fetch(request, pk)
    editions = list(article.editions.defer("body", "body_html").order_by("-live_from"))
    head, live = article.head, article.live_edition()
    undo = request.GET.get("undo", "")
    context = {
        "article": article,
        "title": _("History"),
        "badges": badges(article),
        "clock": now_there(),
        "editions": editions,
        "may_redact": rules.may(request.user, "redact", article),
        "redactions": article.redactions.select_related("by"),
        "log": Paginator(log_of(article).select_related("by"), LINES).get_page(request.GET.get("page")),
        "versions": _versions(article, editions, request.GET.get("saves")),
        "live_number": live.revision.number if live and live.revision_id != article.head_id else None,
        # The version that stood before one was brought back, as long as that is the newest.
        "undo": int(undo)
        if head and undo == str(head.number - 1) and rules.may(request.user, "edit", article)
        else None,
        "now": timezone.now(),
    }
    return respond(request, "article/history.html", context)


def _versions(article, editions, number):
    """A page of revisions, each with `changed` in words and the `shown` editions made from it."""
    page = Paginator(article.revisions.select_related("by").defer("content"), PAGE).get_page(number)
    shown = defaultdict(list)
    for edition in editions:
        shown[edition.revision_id].append(edition)
    if revisions := list(page):
        known = article.revisions.filter(number__gte=revisions[-1].number - 1, number__lte=revisions[0].number)
        contents = dict(known.values_list("number", "content"))
    budget = Budget()
    for revision in revisions:
        before = contents.get(revision.number - 1)
        revision.changed = changed.in_words(before, contents[revision.number], budget) if before else ""
        revision.shown = shown[revision.pk]
    page.object_list = revisions
    return page


@require_safe
def compare(request, pk):
    """Two versions side by side: `?from=NUMBER&to=NUMBER`, the newest one and the one before where one is not given."""
    article = fetch(request, pk)
    newest = _revision(article, request.GET.get("to") or article.head.number)
    oldest = _revision(article, request.GET.get("from") or max(1, newest.number - 1))
    return _compared(request, article, *sorted([oldest, newest], key=lambda revision: revision.number))


def _compared(request, article, old, new, status=200, problem=""):
    budget = Budget()
    context = {
        "article": article,
        "title": _("Version %(old)s and version %(new)s") % {"old": old.number, "new": new.number},
        "badges": badges(article),
        "clock": now_there(),
        "old": old,
        "new": new,
        "head": article.head,
        "sides": [old, new],
        "fields": changed.fields(old.content, new.content, budget),
        "body": changed.body(old.content, new.content, budget),
        "earlier": old.number - 1 if new.number == old.number + 1 else None,
        "later": new.number + 1 if new.number == old.number + 1 and new.number < article.head.number else None,
        "may_edit": rules.may(request.user, "edit", article),
        "problem": problem,
    }
    context["changes"] = bool(context["fields"]) or old.content["body"] != new.content["body"]
    return respond(request, "article/compare.html", context, status=status)


@require_POST
def bring_back(request, pk):
    """Make the version of the number `revision` the working copy again; `seen` is the newest that the page knew."""
    article = fetch(request, pk, "edit")
    revision, seen = (_revision(article, request.POST.get(name)) for name in ("revision", "seen"))
    try:
        restored, gone = desk.restore(article, revision, by=request.user, over=seen)
    except desk.Overtaken as problem:
        article.refresh_from_db(fields=["head"])
        return _compared(request, article, revision, article.head, 409, " ".join(problem.messages))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
        return redirect("admin:articles_article_history", pk)
    address = reverse("admin:articles_article_history", args=[pk])
    if restored == seen:
        messages.info(request, _("Version %(number)s says the same as the working copy.") % {"number": revision.number})
        return redirect(address)
    sentence = _("Version %(number)s is the working copy again. Readers see none of it until it is published.")
    messages.success(request, sentence % {"number": revision.number})
    if gone:
        messages.warning(request, _("Deleted meanwhile, and so left out: %(what)s.") % {"what": ", ".join(gone)})
    return redirect(f"{address}?undo={seen.number}")


def _revision(article, number):
    """The article's revision of a number, as typed. Raises Http404."""
    number = str(number or "")
    revision = None
    if number.isascii() and number.isdigit() and len(number) < 10:
        revision = article.revisions.select_related("by").filter(number=int(number)).first()
    if revision is None:
        raise Http404
    return revision
