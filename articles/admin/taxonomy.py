"""Sections and tags on the desk."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from articles.models import Section, Tag
from newsroom.logged import LoggedAdmin


@admin.register(Section)
class SectionAdmin(LoggedAdmin):
    list_display = ["name", "slug", "accent", "position"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Tag)
class TagAdmin(LoggedAdmin):
    list_display = ["name", "slug", "stories"]
    search_fields = ["name", "description"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "description"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(articles=Count("article_uses"))

    @admin.display(description=_("articles"), ordering="articles")
    def stories(self, tag):
        return tag.articles
