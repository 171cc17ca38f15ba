"""The log at the desk: who did what, when; of one person, of one story. Nothing is counted: it has a million lines."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from newsroom.deeds import DEEDS, in_words
from newsroom.logged import DeskAdmin
from newsroom.markup import NOT_TEXT
from newsroom.models import LogLine, User
from newsroom.numbers import row_number

PAGE = 100
SEARCHED = 20_000  # of the newest lines that the filters leave: no index has the words
SYSTEM = "system"


@dataclass(frozen=True)
class Asked:
    """What the address asks for. What can't be read asks for nothing."""

    action: str
    by: str  # a person's number, or SYSTEM
    about: str  # “articles.article”, or one of them: “articles.article:7”
    until: str  # a day
    q: str
    before: str  # the number of a line: the page begins with the one below it

    @classmethod
    def of(cls, request):
        return cls(*(NOT_TEXT.sub("", request.GET.get(name, "")).strip()[:200] for name in cls.__dataclass_fields__))

    def query(self, **changed):
        """The address of the same question with some of it `changed`, from its first page on."""
        asked = {**vars(self), "before": "", **changed}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    def lines(self):
        """The LogLines, the newest first."""
        lines = LogLine.objects.order_by("-pk")
        if self.action:
            lines = lines.filter(action=self.action)
        if self.by:
            lines = lines.filter(by=None if self.by == SYSTEM else row_number(self.by))
        if kind := self.kind():
            lines = lines.filter(subject_type=kind)
            if number := row_number(self.about.partition(":")[2]):
                lines = lines.filter(subject_id=number)
        if (day := _day(self.until)) is not None:
            lines = lines.filter(pk__lte=_last_before(day))
        if self.q:
            lowest = lines.values_list("pk", flat=True)[SEARCHED - 1 : SEARCHED].first() or 0
            lines = lines.filter(Q(label__icontains=self.q) | Q(reason__icontains=self.q), pk__gte=lowest)
        if (number := row_number(self.before)) is not None:
            lines = lines.filter(pk__lt=number)
        return lines

    def kind(self):
        return next((kind for kind in kinds() if _name(kind) == self.about.partition(":")[0]), None)


@admin.register(LogLine)
class LogLineAdmin(DeskAdmin):
    """To be read. Lines are written by newsroom.log alone."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        return log(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A line has no more to say than the list does."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:newsroom_logline_changelist")

    def history_view(self, request, object_id, extra_context=None):
        return self.change_view(request, object_id)


@require_safe
def log(request):
    asked = Asked.of(request)
    lines = list(asked.lines().select_related("by", "subject_type")[: PAGE + 1])
    shown = lines[:PAGE]
    for line in shown:
        line.address = _address(line)
    context = admin.site.each_context(request) | {
        "opts": LogLine._meta,
        "title": _("Log"),
        "asked": asked,
        "lines": shown,
        "filters": [(_("did"), _deeds(asked)), (_("who"), _people(asked)), (_("about"), _subjects(asked))],
        "filtered": asked.query() != "?",
        "older": asked.query(before=shown[-1].pk) if len(lines) > PAGE else "",
        "newest": asked.query() if asked.before else "",
        "searched": SEARCHED,
    }
    request.current_app = admin.site.name
    return TemplateResponse(request, "admin/newsroom/logline/log.html", context)


def kinds():
    """The kinds of things that the desk has pages for, and that so stand in the log."""
    return ContentType.objects.get_for_models(*admin.site._registry).values()


def _choices(asked, name, chosen, entries):
    entries = [("", _("All")), *entries]
    return [
        {"display": words, "query_string": asked.query(**{name: value}), "selected": chosen == value}
        for value, words in entries
    ]


def _people(asked):
    people = [(str(pk), name) for pk, name in User.objects.order_by("name").values_list("pk", "name")]
    return _choices(asked, "by", asked.by, [*people, (SYSTEM, pgettext("who did it", "The system"))])


def _deeds(asked):
    return _choices(asked, "action", asked.action, [(action, in_words(action)) for action in DEEDS])


def _subjects(asked):
    kind, _colon, number = asked.about.partition(":")
    found = sorted((_name(kind), str(kind.model_class()._meta.verbose_name)) for kind in kinds())
    one = [(asked.about, _("one: %(name)s") % {"name": dict(found)[kind]})] if number and kind in dict(found) else []
    return _choices(asked, "about", asked.about, [*one, *found])


def _name(kind):
    return f"{kind.app_label}.{kind.model}"


def _day(text):
    try:
        return parse_date(text)
    except ValueError:
        return None


def _last_before(day):
    """The number of the last line up to the end of a day by the site's clock."""
    try:
        end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    except OverflowError:
        return LogLine.objects.values_list("pk", flat=True).first() or 0
    return LogLine.objects.filter(at__lt=end).order_by("-at").values_list("pk", flat=True).first() or 0


def _address(line):
    """Where that is now which a line is about, "" where the desk has no page for it."""
    kind = line.subject_type
    if not (kind and line.subject_id and kind.model_class() in admin.site._registry):
        return ""
    try:
        return reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[line.subject_id])
    except NoReverseMatch:
        return ""
