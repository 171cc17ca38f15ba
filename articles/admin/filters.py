"""The filters of the articles' list."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles import rules
from articles.models import Article, ArticleByline, Section
from authors.models import Author

# A row of tabs above the list: the name in the address, its words, and which articles stand under it.
TABS = {
    "draft": (_("Drafts"), Q(state=Article.State.DRAFT, was_live=False, is_scheduled=False)),
    "review": (_("In review"), Q(state=Article.State.REVIEW)),
    "ready": (_("Ready"), Q(state=Article.State.READY)),
    "scheduled": (_("Scheduled"), Q(is_scheduled=True)),
    "live": (_("Live"), Q(is_live=True)),
    "changes": (_("Unpublished changes"), Q(has_changes=True)),
    "withdrawn": (_("Withdrawn"), Q(was_live=True, is_live=False)),
}


class Standing(admin.SimpleListFilter):
    title, parameter_name = _("state"), "standing"

    def lookups(self, request, model_admin):
        return [(name, words) for name, (words, _condition) in TABS.items()]

    def queryset(self, request, articles):
        return articles.filter(TABS[self.value()][1]) if self.value() in TABS else articles


class OfSection(admin.SimpleListFilter):
    title, parameter_name = _("section"), "section"

    def lookups(self, request, model_admin):
        return list(Section.objects.values_list("slug", "name"))

    def queryset(self, request, articles):
        return articles.filter(section__slug=self.value()) if self.value() else articles


class ByAuthor(admin.SimpleListFilter):
    title, parameter_name = _("author"), "author"

    def lookups(self, request, model_admin):
        lines = ArticleByline.objects.filter(author=OuterRef("pk"))
        return list(Author.objects.filter(Exists(lines)).order_by("name").values_list("slug", "name"))

    def queryset(self, request, articles):
        if not self.value():
            return articles
        lines = ArticleByline.objects.filter(author__slug=self.value())
        return articles.filter(pk__in=lines.values("article"))


class Mine(admin.SimpleListFilter):
    title, parameter_name = _("whose"), "mine"

    def lookups(self, request, model_admin):
        return [("1", _("Mine"))] if request.user.has_perm("articles.edit_any_article") else []

    def queryset(self, request, articles):
        return articles.filter(rules.own(request.user)) if self.value() == "1" else articles
