"""The form in which articles are written: a page to begin one, a page for each, and the saving of both."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles import checks, desk, keeping, rules
from articles.admin import saving
from articles.admin.access import fetch, respond
from articles.admin.actions import actions
from articles.admin.conflict import complaints, conflict_page, settled
from articles.admin.keeping import clock, there
from articles.admin.offers import offers, put_together, read
from articles.admin.review import of_draft
from articles.admin.standing import add_returned, badges, not_begun
from articles.admin.verbs import VERBS
from articles.content import clean, content_of
from articles.editions import reading_minutes
from articles.forms.article import ArticleForm, initial_of
from articles.models import Article, Snippet, Template
from articles.models.story import Role
from articles.rendering import render
from authors.models import Author

AT_ONCE = {"submit", "approve", "accept", "duplicate"}  # verbs that ask nothing, so their buttons act at once
# What a save in place puts anew into the page.
PARTS = {"bar": "_bar.html", "notices": "_notices.html", "problems": "_problems.html"}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """Begin an article."""
    rules.allow(request.user, "add", Article())
    row = saving.row_of(request)
    if row and row.article_id:
        return change(request, row.article_id)  # the window's first save went through, whatever it heard of that
    if request.method != "POST":
        if row and row.typed:
            return _page(request, put_together(read(row), None), row=row)
        return _page(request, ArticleForm(initial=_of_a_new_one(request)))
    form = ArticleForm(request.POST, initial=_of_a_new_one(request))
    article = saving.create(form, request) if form.is_valid() else None
    if article is None:
        saving.keep(request, None)
        return _page(request, form)
    told = {None: _("Saved as a draft."), "pitch": _("Saved as a pitch.")}
    if (then := request.POST.get("then")) in told:
        messages.success(request, told[then])
    return _go_on(request, article)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Show an article and, by POST, save what was typed; then go on to the verb whose button was pressed.

    A script that doesn't accept HTML saves in place, and gets what has to change in its page.
    """
    article = fetch(request, pk)
    may_edit = rules.may(request.user, "edit", article)
    if request.method != "POST":
        return _show(request, article, may_edit)
    form = ArticleForm(request.POST, initial=initial_of(content_of(article), article.head))
    if not request.accepts("text/html"):
        return _save_in_place(request, form, article, may_edit)
    if not may_edit:
        if form.is_valid() and saving.is_same(content_of(article), clean(form.content())):
            return redirect("admin:articles_article_change", article.pk)  # a second press of Submit
        return _page(request, form, article, read_only=True, status=403)
    try:
        saved = saving.save(request, form, article) if form.is_valid() else None
    except desk.Conflict:
        saving.keep(request, article)
        article.refresh_from_db(fields=["head"])
        return conflict_page(request, article, form, saving.base_of(request, form, article), saving.window_of(request))
    if saved is None:
        saving.keep(request, article)
        return _page(request, form, article)
    return _go_on(request, article)


@require_POST
def settle(request, pk):
    """Save what was put together on the conflict page, or show it in the form first."""
    article = fetch(request, pk, "edit")
    form, base, theirs, content = settled(request, article)
    if form is None:
        return redirect("admin:articles_article_change", article.pk)
    if content is None:
        return conflict_page(request, article, form, base, saving.window_of(request), status=422, posted=request.POST)
    form = ArticleForm(initial=initial_of(content, theirs))
    for name, sentences in complaints(form, content).items():
        form.errors[name] = form.error_class(sentences, renderer=form.renderer, field_id=form[name].auto_id)
    if "edit" in request.POST or form.errors:
        return _page(request, form, article, unsaved=True)
    try:
        with transaction.atomic():
            desk.save(article, by=request.user, base=theirs, **content)
            keeping.saved(request.user, saving.window_of(request), article, number=saving.number_of(request))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return _page(request, form, article, unsaved=True)
    messages.success(request, _("Saved, put together as you chose."))
    return redirect("admin:articles_article_change", article.pk)


def _show(request, article, may_edit):
    """The form, with what was saved, or what was typed in the window that the address names."""
    row = saving.row_of(request)
    if not may_edit or row is None or not row.typed or row.article_id != article.pk:
        form = ArticleForm(initial=initial_of(content_of(article), article.head))
        return _page(request, form, article, read_only=not may_edit)
    kept = read(row, article)
    if kept.conflicts and not kept.form.errors:
        return conflict_page(request, article, kept.form, row.base, row.window, status=200)
    form = kept.form if kept.conflicts else put_together(kept, article)
    return _page(request, form, article, row=row)


def _save_in_place(request, form, article, may_edit):
    """Save for the form's own script: what changes in its page, as JSON."""
    if not may_edit:
        return JsonResponse({"error": _("You can't change this story any more.")}, status=403)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    base = saving.base_of(request, form, article)
    if base is None or base.pk != article.head_id:
        return JsonResponse({"moved": True}, status=409)  # to be merged, which changes what stands in the form
    saved = saving.save(request, form, article)
    if saved is None:
        return JsonResponse({"errors": form.errors}, status=422)
    article = fetch(request, article.pk)
    context = _context(request, ArticleForm(initial=initial_of(content_of(article), article.head)), article)
    parts = {name: render_to_string(f"admin/articles/article/{part}", context, request) for name, part in PARTS.items()}
    said = _("Saved %(at)s") % {"at": clock(timezone.now())}
    return JsonResponse({"base": saved.pk, "slug": article.slug, "said": said, "parts": parts})


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


def _of_a_new_one(request):
    """What the form of a new story begins with: that of the template which the address names, and one's own byline."""
    author = Author.objects.filter(user=request.user).first()
    template = Template.objects.filter(pk=_number(request.GET.get("template"))).first()
    return {**(template.content() if template else {}), "bylines": [(author.pk, Role.WORDS)] if author else []}


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def _page(request, form, article=None, *, read_only=False, row=None, unsaved=False, status=200):
    """The form; `row` is what was kept of it, `unsaved` that it shows what was never saved."""
    if read_only and not form.is_bound:
        form.freeze()
    context = _context(request, form, article, read_only=read_only)
    window = row.window if row else saving.window_of(request)
    context |= {"window": window, "number": row.number if row else saving.number_of(request), "brought": row}
    context["unsaved"] = bool(row or unsaved or form.errors)
    context["others"] = there(article, request.user) if article else []
    context |= offers(request.user, article, but=window)
    return respond(request, "article/write.html", context, status=status)


def _context(request, form, article, *, read_only=False):
    """What the form's templates print."""
    context = {"form": form, "article": article, "read_only": read_only}
    context["title"] = str(article) if article else _("New article")
    context["actions"] = actions(request.user, article or not_begun())
    context["snippets"] = Snippet.objects.all()
    if article is None:
        context |= {"templates": Template.objects.all(), "begun_with": _number(request.GET.get("template"))}
    context["can_cancel"] = any(action.verb == "cancel" for action in context["actions"])
    context |= _of_the_text(form["body"].value() or "")
    if article:
        add_returned([article])
        context |= {
            "badges": badges(article),
            **of_draft(checks.draft_of(article)),
            "returned": article.returned,
            "live": article.live_edition(),
            "saved_at": clock(article.head.at) if article.head else "",
        }
    return context


def _of_the_text(body):
    """What stands below the text: how long it is, and the mistakes in it."""
    try:
        rendered = render(body)
    except ValidationError as error:
        return {"mistakes": error.messages}
    counts = {"words": rendered.words, "minutes": reading_minutes(rendered.words)}
    return {"mistakes": rendered.errors, "counts": counts}
