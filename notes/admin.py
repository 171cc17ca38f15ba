"""The pages for notes: those of an article, as a page of its own and as what stands beside the text."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.admin.access import fetch
from newsroom.logged import DeskAdmin
from newsroom.numbers import row_number
from notes import desk
from notes.mentions import people
from notes.models import Note
from notes.threads import threads

BESIDE = "beside"  # in the address: only what stands beside the text, for its script


@admin.register(Note)
class NoteAdmin(DeskAdmin):
    """Addresses for the views below, which ask articles/rules.py who may open the article."""

    def has_module_permission(self, request):
        """Notes are reached from their story."""
        return False

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:article_id>/", view(of_article), name="notes_note_of_article"),
            *(path(f"{deed}/<int:pk>/", view(partial(act, deed=deed)), name=f"notes_note_{deed}") for deed in DEEDS),
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def of_article(request, article_id):
    """All notes on an article; by POST one more."""
    article = fetch(request, article_id)
    if request.method != "POST":
        return _page(request, article)
    typed = {name: request.POST.get(name, "") for name in ("text", "quote", "before", "after")}
    try:
        note, others = desk.add(article, by=request.user, start=row_number(request.POST.get("start")), **typed)
    except ValidationError as error:
        return _page(request, article, refused={"form": "new", "errors": error.messages, **typed})
    return _done(request, article, note, others)


@require_POST
def act(request, pk, deed):
    """Do one of DEEDS to a note."""
    note = Note.objects.select_related("article", "thread").filter(pk=pk).first()
    if note is None:
        raise Http404
    article = fetch(request, note.article_id)
    text = request.POST.get("text", "")
    try:
        note, others = DEEDS[deed](note, request.user, text)
    except ValidationError as error:
        refused = {"form": f"{deed}-{pk}", "errors": error.messages, "text": text}
        return _page(request, article, refused=refused)
    return _done(request, article, note, others)


def _take_back(note, user, _text):
    desk.take_back(note, by=user)
    return None, []


DEEDS = {
    "answer": lambda note, user, text: desk.answer(note, by=user, text=text),
    "change": lambda note, user, text: desk.change(note, by=user, text=text),
    "take_back": _take_back,
    "resolve": lambda note, user, _text: (desk.resolve(note, by=user), []),
    "reopen": lambda note, user, _text: (desk.reopen(note, by=user), []),
}


def _done(request, article, note, others):
    """Back to the notes, with a word about those who were mentioned in vain."""
    said = [_("Not told: %(names)s. Nobody of that name may open this story.") % {"names": ", ".join(others)}]
    said = said if others else []
    if BESIDE in request.GET:
        return _page(request, article, said=said, latest=note)
    for sentence in said:
        messages.warning(request, sentence)
    address = reverse("admin:notes_note_of_article", args=[article.pk])
    return redirect(f"{address}#{note.key}" if note else address)


def _page(request, article, refused=None, said=(), latest=None):
    found = threads(article, request.user)
    context = {
        "title": _("Notes"),
        "article": article,
        "open_threads": [thread for thread in found if not thread.resolved_at],
        "resolved_threads": [thread for thread in found if thread.resolved_at],
        "people": people(article),
        "refused": refused,
        "said": said,
        "latest": latest,
        "query": f"?{BESIDE}" if BESIDE in request.GET else "",
    }
    status = 422 if refused else 200
    if BESIDE in request.GET:
        return TemplateResponse(request, "admin/notes/_threads.html", context, status=status)
    frame = admin.site.each_context(request) | {"opts": Note._meta, "is_nav_sidebar_enabled": False}
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/notes/notes.html", frame | context, status=status)
