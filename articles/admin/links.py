"""The links by which people outside read an article's working copy: a page to make, see and end them."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles import desk, rules
from articles.admin.access import fetch, respond
from articles.admin.standing import badges
from articles.desk.links import DAYS
from articles.forms.complaints import complain
from newsroom.numbers import row_number

SHOWN = 50
WORDS = {1: gettext_lazy("1 day"), **{n: format_lazy(gettext_lazy("{n} days"), n=n) for n in DAYS[1:]}}


class LinkForm(forms.Form):
    days = forms.TypedChoiceField(
        label=gettext_lazy("It works for"), choices=list(WORDS.items()), coerce=int, initial=7
    )


@require_http_methods(["GET", "HEAD", "POST"])
def links(request, pk):
    """GET: the article's links. POST: makes one, whose address is in this answer alone; with `revoke` ends one."""
    article = fetch(request, pk)
    may_make = rules.may(request.user, "edit", article)
    form, secret = LinkForm(), None
    if request.method == "POST":
        if "revoke" in request.POST:
            return _revoke(request, article)
        rules.allow(request.user, "edit", article)
        form = LinkForm(request.POST)
        try:
            secret = form.is_valid() and desk.share(article, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            complain(form, error)
    now = timezone.now()
    rows = list(article.preview_links.select_related("by")[:SHOWN])
    for row in rows:
        row.ended = row.revoked_at or (row.expires_at if row.expires_at <= now else None)
        row.may_revoke = not row.ended and (may_make or row.by == request.user)
    context = {
        "article": article,
        "badges": badges(article),
        "form": form,
        "links": rows,
        "may_make": may_make,
        "address": secret and settings.SITE_URL + reverse("articles:outside_preview", args=[secret]),
        "title": _("Preview links"),
    }
    return respond(request, "article/links.html", context)


def _revoke(request, article):
    number = row_number(request.POST["revoke"])
    link = number and article.preview_links.filter(pk=number).first()
    if not link:
        raise Http404
    desk.unshare(link, by=request.user)
    messages.success(request, _("The link is revoked: it opens nothing any more."))
    return redirect("admin:articles_article_links", article.pk)
