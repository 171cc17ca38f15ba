"""By what the moderators' queue is narrowed down."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from articles.models import Edition, Section
from comments.models import Comment, Status
from newsroom.numbers import row_number

STORIES = 15


class WithStatus(admin.SimpleListFilter):
    """The tabs above the list. What is held is what the page is for, so that it comes without asking."""

    title = _("status")
    parameter_name = "status"
    template = "admin/comments/comment/_tabs.html"
    everything = "all"

    def lookups(self, request, model_admin):
        counts = dict(Comment.objects.order_by().values_list("status").annotate(Count("pk")))
        tabs = [(status.value, status.label, counts.get(status.value, 0)) for status in Status]
        return [(value, f"{label} ({count})") for value, label, count in tabs] + [(self.everything, _("All"))]

    def value(self):
        chosen = super().value()
        return chosen if chosen in {*Status.values, self.everything} else Status.HELD.value

    def choices(self, changelist):
        return list(super().choices(changelist))[1:]  # Django's own "All" would lead to the held ones

    def queryset(self, request, queryset):
        return queryset if self.value() == self.everything else queryset.filter(status=self.value())


class OfSection(admin.SimpleListFilter):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(str(pk), name) for pk, name in Section.objects.values_list("pk", "name")]

    def queryset(self, request, queryset):
        section = row_number(self.value())
        if section is None:
            return queryset
        stories = Edition.objects.begun().filter(section=section)
        return queryset.filter(article__in=stories.values("article"))


class OfStory(admin.SimpleListFilter):
    """The stories with the most comments waiting, and the one that is chosen."""

    title = _("story")
    parameter_name = "story"

    def lookups(self, request, model_admin):
        chosen = row_number(self.value())
        rows = Comment.objects.order_by().with_story().exclude(headline=None).values_list("article", "headline")
        waiting = rows.filter(status=Status.HELD).annotate(n=Count("pk")).order_by("-n", "article")[:STORIES]
        one = rows.filter(article=chosen)[:1] if chosen else []
        return list({str(row[0]): row[1] for row in [*waiting, *one]}.items())

    def queryset(self, request, queryset):
        chosen = row_number(self.value())
        return queryset.filter(article=chosen) if chosen else queryset
