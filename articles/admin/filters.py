"""The filters of the articles' list."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import rules
from articles.models import Article, ArticleByline, Edition, Section
from authors.models import Author

# A row of tabs above the list: the name in the address, its words, and which articles stand under it. A condition that
# few meet begins with those few, one that most meet is asked of each in the list's order; never all rows are read.
TABS = {
    "pitch": (_("Pitches"), lambda now: Q(state=Article.State.PITCH)),
    "draft": (_("Drafts"), lambda now: Q(state=Article.State.DRAFT) & ~_in(Edition.objects.all())),
    "review": (_("In review"), lambda now: Q(state=Article.State.REVIEW)),
    "ready": (_("Ready"), lambda now: Q(state=Article.State.READY)),
    "scheduled": (_("Scheduled"), lambda now: _in(Edition.objects.scheduled(now))),
    "live": (_("Live"), lambda now: _live(now)),
    "changes": (_("Unpublished changes"), lambda now: _in(Edition.objects.live(now).filter(~NEWEST))),
    "withdrawn": (_("Withdrawn"), lambda now: _in(Edition.objects.filter(live_until__lte=now)) & ~_live(now)),
}
NEWEST = Exists(Article.objects.filter(head=OuterRef("revision")))


def _in(editions):
    return Q(pk__in=editions.order_by().values("article"))


def _live(now):
    return Q(Exists(Edition.objects.live(now).filter(article=OuterRef("pk"))))


class Standing(admin.SimpleListFilter):
    title, parameter_name = _("state"), "standing"

    def lookups(self, request, model_admin):
        return [(name, words) for name, (words, _condition) in TABS.items()]

    def queryset(self, request, articles):
        return articles.filter(TABS[self.value()][1](timezone.now())) if self.value() in TABS else articles


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


class Whose(admin.SimpleListFilter):
    title, parameter_name = _("whose"), "mine"

    def lookups(self, request, model_admin):
        mine = [("1", _("Mine"))] if rules.can_edit(request.user) else []
        return [*mine, ("assigned", _("Assigned to me"))]

    def queryset(self, request, articles):
        match self.value():
            case "1":
                return articles.filter(rules.own(request.user))
            case "assigned":
                return articles.filter(Q(writer=request.user) | Q(editor=request.user))
        return articles


class Due(admin.SimpleListFilter):
    title, parameter_name = _("due"), "due"

    def lookups(self, request, model_admin):
        return [("late", _("Overdue")), ("day", _("In 24 hours")), ("week", _("In 7 days"))]

    def queryset(self, request, articles):
        now, spans = timezone.now(), {"day": timedelta(days=1), "week": timedelta(days=7)}
        if self.value() == "late":
            return articles.filter(due_at__lt=now).exclude(state__in=[Article.State.REVIEW, Article.State.READY])
        if self.value() in spans:
            return articles.filter(due_at__range=(now, now + spans[self.value()]))
        return articles
