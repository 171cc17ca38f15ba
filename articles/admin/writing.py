"""The form in which articles are written: a page to begin one, a page for each, and the saving of both."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import desk, rules
from articles.admin.access import fetch, respond
from articles.admin.actions import actions
from articles.admin.review import problems_by_field, words_of
from articles.admin.standing import add_returned, badges, not_begun
from articles.admin.verbs import VERBS
from articles.content import clean, content_of
from articles.editions import reading_minutes
from articles.forms.article import ArticleForm, initial_of
from articles.forms.complaints import complain
from articles.models import Article
from articles.models.story import Role
from articles.rendering import render
from authors.models import Author
from newsroom.models import User

AT_ONCE = {"submit", "approve"}  # verbs that ask nothing, so their buttons act at once
MOMENTS = timedelta(minutes=2)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """Begin an article."""
    rules.allow(request.user, "add", Article())
    posted = request.POST if request.method == "POST" else None
    form = ArticleForm(posted, initial=_of_a_new_one(request.user))
    if posted is not None and form.is_valid():
        article = _create(form, request.user)
        if article:
            if "then" not in request.POST:
                messages.success(request, _("Saved as a draft."))
            return _go_on(request, article)
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Show an article and, by POST, save what was typed; then go on to the verb whose button was pressed."""
    article = fetch(request, pk)
    may_edit = rules.may(request.user, "edit", article)
    posted = request.POST if request.method == "POST" else None
    form = ArticleForm(posted, initial=initial_of(content_of(article), article.head))
    if posted is None:
        return _page(request, form, article, read_only=not may_edit)
    if not may_edit:
        if form.is_valid() and _same(content_of(article), clean(form.content())):
            return redirect("admin:articles_article_change", article.pk)  # a second press of Submit
        return _page(request, form, article, read_only=True, status=403)
    if not form.is_valid():
        return _page(request, form, article)
    try:
        saved = _save(request, form, article)
    except desk.Conflict as conflict:
        return _conflicted(request, conflict, article)
    return _go_on(request, article) if saved else _page(request, form, article)


def _create(form, user):
    """Save a new article, once: a second press of the button within moments finds the first one's."""
    article = Article()
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)
            latest = Article.objects.filter(owner=user, created_at__gt=timezone.now() - MOMENTS).first()
            if latest and _same(content_of(latest), clean(form.content())):
                return latest
            desk.save(article, by=user, **form.content())
    except ValidationError as error:
        complain(form, error)
        return None
    return article


def _same(content, typed):
    """Whether what was typed is what was saved; the slug aside, which follows the headline."""
    return all(content[name] == value for name, value in typed.items() if name != "slug")


def _save(request, form, article):
    """Save what was typed. Returns the Revision, or None with the reason on the form. Raises desk.Conflict."""
    base = article.revisions.filter(pk=form.cleaned_data["base"]).first()
    if base is None:
        form.add_error(None, _("It can't be told which version you began from. Read it over, then save again."))
        form.data = form.data.copy()
        form.data["base"] = article.head_id
        return None
    before = article.head
    try:
        saved = desk.save(article, by=request.user, base=base, **form.content())
    except desk.Conflict:
        raise
    except ValidationError as error:
        complain(form, error)
        return None
    if base != before:
        sentence = _("Saved, together with what %(name)s had changed in the meantime.")
        messages.success(request, sentence % {"name": before.by or _("the system")})
    elif "then" not in request.POST:
        messages.success(request, _("Saved.") if saved != before else _("Nothing had changed, so nothing was saved."))
    return saved


def _conflicted(request, conflict, article):
    """The form once more, with both texts as far as they go together, and from now on based on the other's save."""
    article.refresh_from_db(fields=["head"])
    form = ArticleForm(initial=initial_of(conflict.merged, article.head))
    for name, sentences in conflict.message_dict.items():
        form.errors[name] = form.error_class(sentences, renderer=form.renderer, field_id=form[name].auto_id)
    theirs = {name.removesuffix("_id"): {"words": words_of(name, conflict.theirs[name])} for name in conflict.fields}
    return _page(request, form, article, theirs=theirs, status=409)


def _go_on(request, article):
    """Where the pressed button leads after the save."""
    verb = request.POST.get("then")
    if verb in AT_ONCE:
        try:
            messages.success(request, VERBS[verb].act(article, request.user, None))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    elif verb in VERBS:
        return redirect(f"admin:articles_article_{verb}", article.pk)
    if not rules.visible(request.user, Article.objects.filter(pk=article.pk)).exists():
        return redirect("admin:articles_article_changelist")  # somebody who took the own name off it
    return redirect("admin:articles_article_change", article.pk)


def _of_a_new_one(user):
    author = Author.objects.filter(user=user).first()
    return {"bylines": [(author.pk, Role.WORDS)] if author else []}


def _page(request, form, article=None, *, read_only=False, theirs=None, status=200):
    if read_only and not form.is_bound:
        form.freeze()
    context = {"form": form, "article": article, "read_only": read_only, "theirs": theirs or {}}
    context["title"] = str(article) if article else _("New article")
    context["actions"] = actions(request.user, article or not_begun())
    context["can_cancel"] = any(action.verb == "cancel" for action in context["actions"])
    context |= _of_the_text(form["body"].value() or "")
    if article:
        add_returned([article])
        context |= {
            "badges": badges(article),
            "problems": _beside_the_text(problems_by_field(article), article),
            "returned": article.returned,
            "live": article.live_edition(),
        }
    return respond(request, "article/write.html", context, status=status)


def _of_the_text(body):
    """What stands below the text: how long it is, and the mistakes in it."""
    try:
        rendered = render(body)
    except ValidationError as error:
        return {"mistakes": error.messages}
    counts = {"words": rendered.words, "minutes": reading_minutes(rendered.words)}
    return {"mistakes": rendered.errors, "counts": counts}


def _beside_the_text(problems, article):
    """The problems but for the mistakes in the text, which stand below it."""
    return [problem for problem in problems if problem[0] != "body" or not article.body.strip()]
