"""Templates of stories and snippets of text on the desk: editors keep them, all who write use them."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from articles.models import Snippet, Template
from articles.rendering import render
from newsroom.logged import LoggedAdmin
from newsroom.markup import NOT_TEXT


class KitForm(forms.ModelForm):
    """The text must be one that can be rendered, so that nobody begins with mistakes."""

    def clean(self):
        cleaned = super().clean()
        name = "body" if "body" in self.fields else "text"
        text = cleaned[name] = NOT_TEXT.sub("", cleaned.get(name, "").replace("\r\n", "\n"))
        try:
            mistakes = render(text).errors
        except ValidationError as error:
            mistakes = error.messages
        for sentence in mistakes:
            self.add_error(name, sentence)
        return cleaned


@admin.register(Template)
class TemplateAdmin(LoggedAdmin):
    form = KitForm
    list_display = ["name", "kind", "section"]
    fields = ["name", "kind", "section", "headline", "dek", "body", "disclosure"]


@admin.register(Snippet)
class SnippetAdmin(LoggedAdmin):
    form = KitForm
    list_display = ["name"]
    fields = ["name", "text"]
