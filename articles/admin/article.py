"""The list of articles, and the addresses of all their pages."""

from functools import partial

from django.contrib import admin
from django.db.models import Prefetch
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles import rules, search
from articles.admin import bulk, filters, keeping, previews, writing
from articles.admin.history import bring_back, compare, history
from articles.admin.keeping import who
from articles.admin.legal import redact
from articles.admin.links import links
from articles.admin.moments import tell
from articles.admin.standing import badges, desk_articles
from articles.admin.suggestions import stories, tags
from articles.admin.timetable import timetable
from articles.admin.trash import delete, trashed
from articles.admin.verb_page import verb_page
from articles.admin.verbs import VERBS
from articles.keeping import one_each, windows_of_others
from articles.models import Article, ArticleByline, Autosave, Edition
from articles.models.story import Role
from articles.wallclock import short
from newsroom.logged import DeskAdmin

UNSAVED = 5  # texts of one's own that the list names
MOST_READ = 1000  # articles whose whole text a search goes through


@admin.register(Article)
class ArticleAdmin(DeskAdmin):
    """Only the list is the admin's own. What is written goes through writing.py and verb_page.py to articles/desk."""

    list_display = ["title", "standing", "section_name", "writers", "assigned", "changed"]
    list_filter = [filters.Standing, filters.OfSection, filters.ByAuthor, filters.Whose, filters.Due]
    search_fields = ["headline", "dek", "body", "bylines__author__name"]
    search_help_text = _("Headline, standfirst, text, author")
    change_list_template = "admin/articles/article/list.html"
    list_per_page = 50
    show_full_result_count = False
    actions = [bulk.submit, bulk.approve, bulk.assign, bulk.trash]
    action_form = bulk.BulkForm

    def get_urls(self):
        desk = self.admin_site.admin_view
        one = "<int:pk>"
        pages = [
            ("", self.changelist_view, "changelist"),
            ("add/", writing.add, "add"),
            ("preview/", previews.preview_new, "preview_new"),
            ("stories/", stories, "stories"),
            ("tags/", tags, "tags"),
            ("timetable/", timetable, "timetable"),
            ("trash/", trashed, "trashed"),
            (f"{one}/delete-for-good/", delete, "delete_for_good"),
            (f"{one}/change/", writing.change, "change"),
            (f"{one}/settle/", writing.settle, "settle"),
            ("keep/", keeping.keep_new, "keep_new"),
            (f"{one}/keep/", keeping.keep, "keep"),
            (f"kept/{one}/", keeping.kept, "kept"),
            (f"{one}/preview/", previews.preview_page, "preview"),
            (f"{one}/links/", links, "links"),
            (f"{one}/history/", history, "history"),
            (f"{one}/compare/", compare, "compare"),
            (f"{one}/bring-back/", bring_back, "bring_back"),
            (f"{one}/redact/", redact, "redact"),
            *((f"{one}/{name}/", partial(verb_page, name=name), name) for name in VERBS),
        ]
        return [path(route, desk(view), name=f"articles_article_{name}") for route, view, name in pages]

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and (obj is None or rules.may(request.user, "view", obj))

    def changelist_view(self, request, extra_context=None):
        waiting = Autosave.objects.waiting(request.user).select_related("article")[:UNSAVED]
        context = {"title": _("Articles"), "waiting": waiting, **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_queryset(self, request):
        writers = ArticleByline.objects.filter(role__in=[Role.WORDS, Role.ORIGINAL]).select_related("author")
        return (
            desk_articles(request.user)
            .select_related("section", "head__by", "writer", "editor")
            .defer("body", "head__content")
            .prefetch_related(
                Prefetch("bylines", writers), Prefetch("autosaves", windows_of_others(request.user), to_attr="windows")
            )
        )

    def get_search_results(self, request, articles, term):
        """What is published by the readers' index; what isn't by the text itself, among what changed last."""
        if not term:
            return articles, False
        recent = (
            Article.objects.filter(trashed_at=None)
            .order_by("-changed_at", "-pk")
            .values_list("pk", flat=True)[:MOST_READ]
        )
        found, _twice = super().get_search_results(request, Article.objects.filter(pk__in=list(recent)), term)
        published = Edition.objects.filter(pk__in=search.find(term)).order_by().values_list("article", flat=True)
        return articles.filter(pk__in={*published, *found.order_by().values_list("pk", flat=True)}), False

    def has_change_permission(self, request, obj=None):
        """The list leads to the form, which asks articles/rules.py itself."""
        return super().has_view_permission(request, obj)

    def has_edit_any_permission(self, request):
        """For the list's actions."""
        return rules.can_edit(request.user)

    def has_delete_permission(self, request, obj=None):
        """Nothing is deleted but from the trash (articles/admin/trash.py)."""
        return False

    @admin.display(description=_("headline"), ordering="headline")
    def title(self, article):
        return str(article)

    @admin.display(description=_("state"))
    def standing(self, article):
        marks = ((badge.kind, badge.words) for badge in badges(article))
        there = format_html_join(
            " ", '<span class="there">{}</span>', ([who(row)] for row in one_each(article.windows))
        )
        return format_html_join(" ", '<span class="badge badge-{}">{}</span>', marks) + there

    @admin.display(description=_("section"), ordering="section__position", empty_value="–")
    def section_name(self, article):
        return article.section

    @admin.display(description=_("writers"), empty_value="–")
    def writers(self, article):
        return ", ".join(line.author.name for line in article.bylines.all())

    @admin.display(description=_("assigned"), ordering="due_at", empty_value="–")
    def assigned(self, article):
        """Who writes and who edits it; when it is due, while it is not handed in."""
        people = ", ".join(dict.fromkeys(str(person) for person in (article.writer, article.editor) if person))
        if not article.due_at or article.state not in (Article.State.PITCH, Article.State.DRAFT) or article.is_live:
            return people
        words = _("Overdue: %(at)s") if article.is_overdue else _("Due %(at)s")
        return format_html(
            '{} <span class="by{}">{}</span>', people, article.is_overdue * " late", tell(article.due_at, words)
        )

    @admin.display(description=_("changed"), ordering="changed_at")
    def changed(self, article):
        by = article.head.by if article.head else None
        return format_html(
            '<time datetime="{}">{}</time> <span class="by">{}</span>',
            *(article.changed_at.isoformat(), short(article.changed_at), by or _("the system")),
        )
