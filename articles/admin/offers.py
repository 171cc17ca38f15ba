"""Text that was typed, kept and never saved: what it would change, and the form with it."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from articles.admin.review import differences
from articles.content import clean, content_of
from articles.forms.article import ArticleForm, initial_of
from articles.merge import merge_content
from articles.models.keeping import Autosave

MOST = 3  # offered at once; the others follow when these are settled
UNDO = timedelta(minutes=15)


@dataclass(frozen=True)
class Kept:
    """What stands in a row of Autosave, put together with what was saved in the meantime."""

    form: ArticleForm  # as it was typed
    content: dict  # of both
    conflicts: list  # the fields that both changed


def read(row, article=None):
    """The Kept of a row."""
    data = QueryDict(mutable=True)
    for name, value in row.typed:
        data.appendlist(name, value)
    data["base"] = str(row.base_id or "")
    if article is None:
        form = ArticleForm(data)
        form.is_valid()
        return Kept(form, clean(form.content()), [])
    head = content_of(article)
    form = ArticleForm(data, initial=initial_of(head, article.head))
    form.is_valid()
    base = row.base.content if row.base else head
    return Kept(form, *merge_content(base, {**base, **clean(form.content())}, head))


def put_together(kept, article):
    """The form to go on from: as it was typed, or where somebody saved since, with what they changed."""
    if article is None or kept.form.data["base"] == str(article.head_id):
        return kept.form
    form = ArticleForm(initial=initial_of(kept.content, article.head))
    for name, sentences in kept.form.errors.items():  # what can't be saved as it is can't be merged, but is not lost
        if name in form.fields:
            form.initial[name] = kept.form[name].value()
            form.errors[name] = sentences
    return form


def offers(user, article=None, *, but=None):
    """What _kept.html prints: texts of `user` that were not saved, and those discarded a moment ago."""
    rows = Autosave.objects.filter(by=user, article=article).exclude(typed=[]).exclude(window=but)
    found = []
    for row in rows.filter(ended_at=None).select_related("base").order_by("-typed_at")[:MOST]:
        kept = read(row, article)
        row.differences = differences(content_of(article), kept.content) if article else []
        if row.differences or kept.form.errors or not article:
            found.append(row)
    discarded = rows.filter(ended_at__gt=timezone.now() - UNDO).order_by("-ended_at")[:MOST]
    return {"kept": found, "discarded": discarded, "article": article}
