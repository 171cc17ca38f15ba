"""What a page of the plan is narrowed to: one section, one person. In the address: ?section=SLUG&person=NUMBER."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from articles import rules
from articles.models import Article, Section
from newsroom.models import User
from newsroom.numbers import row_number


@dataclass(frozen=True)
class Choice:
    user: User
    section: Section | None = None
    person: User | None = None

    def articles(self, articles):
        """Of a queryset of articles those that the user may see and that were asked for."""
        articles = rules.visible(self.user, articles)
        if self.section:
            articles = articles.filter(section=self.section)
        return articles.filter(concerning(self.person)) if self.person else articles

    def editions(self, editions):
        """The same of a queryset of editions, by the section under which readers find them."""
        if self.section:
            editions = editions.filter(section=self.section)
        if rules.can_edit(self.user) and not self.person:
            return editions
        own = rules.visible(self.user, Article.objects.order_by())
        own = own.filter(concerning(self.person)) if self.person else own
        return editions.filter(article__in=own.values("pk"))


def concerning(person):
    """The condition for an article to be somebody's own, or theirs to edit."""
    return rules.own(person) | Q(editor=person)


def chosen(request):
    """What the request asks for. What does not exist, or a person where the user sees only their own, is left out."""
    section = Section.objects.filter(slug=request.GET.get("section", "")).first()
    number = row_number(request.GET.get("person"))
    person = User.objects.filter(pk=number).first() if number and rules.can_edit(request.user) else None
    return Choice(request.user, section, person)


def menus(request, choice):
    """The filters of a page as admin/filter.html prints them: [(title, choices), …]."""
    sections = [(slug, name) for slug, name in Section.objects.values_list("slug", "name")]
    found = [(_("section"), _menu(request, "section", choice.section and choice.section.slug, sections))]
    if rules.can_edit(request.user):
        people = [(str(pk), name) for pk, name in rules.writers().order_by("name").values_list("pk", "name")]
        found.append((_("person"), _menu(request, "person", choice.person and str(choice.person.pk), people)))
    return found


def address(request, **changes):
    """The query string of this page with other values; None drops one."""
    asked = request.GET.copy()
    for name in ("moving", *changes):
        asked.pop(name, None)
    asked.update({name: value for name, value in changes.items() if value is not None})
    return f"?{asked.urlencode()}"


def _menu(request, name, value, options):
    every = {"display": _("All"), "query_string": address(request, **{name: None}), "selected": not value}
    rest = [
        {"display": words, "query_string": address(request, **{name: option}), "selected": option == value}
        for option, words in options
    ]
    return [every, *rest]
