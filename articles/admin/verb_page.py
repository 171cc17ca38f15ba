"""The page of one verb: a GET shows what would happen, a POST does it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.admin.access import fetch, respond
from articles.admin.actions import actions
from articles.admin.review import differences, of_publication
from articles.admin.standing import badges, log_of
from articles.admin.verbs import VERBS
from articles.content import content_of
from articles.forms.complaints import complain
from articles.models import Article


@require_http_methods(["GET", "HEAD", "POST"])
def verb_page(request, pk, name):
    """The verb `name` (a key of VERBS) for the article `pk`."""
    verb = VERBS[name]
    article = fetch(request, pk, verb.rule)
    if request.method == "POST":
        return _act(request, article, name)
    if name not in {action.verb for action in actions(request.user, article)}:
        messages.warning(
            request, _("“%(title)s” can't be done now: the article stands otherwise.") % {"title": verb.title}
        )
        return redirect("admin:articles_article_change", article.pk)
    latest = log_of(article).first()
    initial = {"seen": latest and latest.pk} | _initial(article, name)
    return _page(request, article, name, verb.form(article, initial=initial))


def _act(request, article, name):
    verb = VERBS[name]
    form = verb.form(article, request.POST)
    form.is_valid()
    with transaction.atomic():
        Article.objects.select_for_update().get(pk=article.pk)
        news = list(log_of(article).filter(pk__gt=form.cleaned_data.get("seen") or 0).select_related("by"))
        if news:
            return _stale(request, article, name, form, news)
        done = form.is_valid() and _try(verb, article, request.user, form)
    if not done:
        return _page(request, article, name, form)
    messages.success(request, done)
    return redirect("admin:articles_article_change", article.pk)


def _try(verb, article, user, form):
    """Do it. Returns what happened, or None with the reason on the form."""
    try:
        with transaction.atomic():
            return verb.act(article, user, form)
    except ValidationError as error:
        complain(form, error)
    except IntegrityError:
        form.add_error(None, _("Somebody else did something at the same instant. Nothing was done; try again."))
    return None


def _stale(request, article, name, form, news):
    """The page was not up to date: the button was pressed twice, or somebody was quicker."""
    if any(line.by_id == request.user.pk and line.action in VERBS[name].logged for line in news):
        messages.info(request, _("That is done already."))
        return redirect("admin:articles_article_change", article.pk)
    form.data = form.data.copy()
    form.data["seen"] = news[0].pk
    return _page(request, article, name, form, news=news, status=409)


def _initial(article, name):
    if name in ("schedule", "publish") and article.is_embargoed:
        return {"when": "later", "at": article.embargo_until}
    if name == "schedule":
        to_come = article.planned_at and article.planned_at > timezone.now()
        return {"when": "later", "at": article.planned_at if to_come else None}
    if name == "reschedule":
        return {"at": article.scheduled_for or article.live_until}
    if name == "embargo":
        return {"until": article.embargo_until}
    if name == "hotfix":
        content = article.live_edition().revision.content
        return {field: content[field] for field in ("headline", "dek", "body")}
    return {}


def _page(request, article, name, form, news=(), status=200):
    verb = VERBS[name]
    form.put_cursor()
    context = {"verb": verb, "article": article, "form": form, "news": news, "title": verb.title}
    context["badges"] = badges(article)
    if verb.template == "publish":
        context |= _comparison(article)
    return respond(request, f"article/{verb.template}.html", context, status=status)


def _comparison(article):
    """What the publish page shows: what stops it, what readers see now and what they would see."""
    live = article.live_edition()
    content = content_of(article)
    return {
        "live": live,
        **of_publication(article),
        "differences": differences(live.revision.content, content) if live else [],
        "bylines": article.bylines.select_related("author"),
    }
