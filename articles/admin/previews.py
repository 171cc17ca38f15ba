"""The working copy in the site's own frame: as it was saved, or as it stands in a form that is not saved yet."""

from django.http import JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from articles import rules
from articles.admin.access import fetch
from articles.admin.review import of_draft
from articles.checks import Draft
from articles.content import clean, content_of
from articles.editions import WORDS_A_MINUTE
from articles.forms.article import ArticleForm, initial_of
from articles.models import Article
from articles.models.story import FIELDS
from articles.preview import preview, shared

TEMPLATE = "articles/preview.html"
FOLDER = "admin/articles/article/"
BESIDE = ["problems", "shared"]  # what a script puts anew beside the text


@require_http_methods(["GET", "HEAD", "POST"])
def preview_page(request, pk):
    """GET: what was saved. POST: what stands in the form; nothing is saved."""
    article = fetch(request, pk)
    content = content_of(article)
    if request.method == "POST":
        content |= _typed(request, initial_of(content))
    return _answer(request, article, content)


@require_POST
def preview_new(request):
    """What stands in the form of an article that was never saved."""
    article = Article()
    rules.allow(request.user, "add", article)
    content = {name: getattr(article, name) for name in FIELDS} | {"tags": [], "bylines": []}
    return _answer(request, article, content | _typed(request, {}))


def _typed(request, initial):
    form = ArticleForm(request.POST, initial=initial)
    form.is_valid()
    return clean(form.content())


def _answer(request, article, content):
    """The whole page, or for a script {html, errors, parts, words, minutes, pace}, the last in words a minute."""
    made = preview(article, content)
    context = made.context() | {"article": article}
    if request.accepts("text/html"):
        response = render(request, TEMPLATE, context)
    else:
        counts = {"words": made.edition.words, "minutes": made.edition.reading_minutes, "pace": WORDS_A_MINUTE}
        html = render_to_string(TEMPLATE, context, request)
        beside = of_draft(Draft(article, content, made.rendered, made.errors)) | shared(made.edition)
        if article.pk is None:
            beside["problems"] = []  # nobody is told of an empty sheet that it is empty
        parts = {name: render_to_string(f"{FOLDER}_{name}.html", beside, request) for name in BESIDE}
        response = JsonResponse({"html": html, "errors": made.errors, "parts": parts} | counts)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
