"""What somebody at the desk was told: the list, what was seen of it, and which of it comes by mail."""

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom.logged import DeskAdmin
from newsroom.models import Notice, Silence
from newsroom.notices.guards import openable
from newsroom.notices.kinds import TOPICS
from newsroom.numbers import row_number

PAGE = 30
MARKS = ["seen", "unseen", "all"]
MOST_STOPPED = 100


@admin.register(Notice)
class NoticeAdmin(DeskAdmin):
    """Addresses for the views below, which show each person their own and take nothing but what was seen."""

    def has_module_permission(self, request):
        """The bell in the top bar leads here, not the sidebar."""
        return False

    def get_urls(self):
        desk = self.admin_site.admin_view
        pages = [
            ("", inbox, "changelist"),
            ("seen/", mark, "mark"),
            ("mails/", mails, "mails"),
            ("<int:pk>/", go, "open"),
        ]
        return [path(route, desk(view), name=f"newsroom_notice_{name}") for route, view, name in pages]


@require_safe
def inbox(request):
    """All that one was told, the latest first; `?unseen` leaves out what was seen."""
    notices = request.user.notices.select_related("by")
    only_unseen = "unseen" in request.GET
    if only_unseen:
        notices = notices.filter(seen_at=None)
    page = Paginator(notices, PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    shown = {notice.pk for notice in openable(request.user, page.object_list)}
    for notice in page.object_list:
        notice.openable, notice.day = notice.pk in shown, timezone.localdate(notice.at)
    context = {
        "title": _("Notices"),
        "page": page,
        "only_unseen": only_unseen,
        "latest": request.user.notices.values_list("pk", flat=True).order_by("-pk").first(),
    }
    return _respond(request, "notices", context)


@require_safe
def go(request, pk):
    """To what a notice is about, which has then been seen."""
    notice = get_object_or_404(request.user.notices, pk=pk)
    request.user.notices.filter(pk=pk, seen_at=None).update(seen_at=timezone.now())
    if not openable(request.user, [notice]) or notice.subject is None:
        messages.warning(request, _("You may not open that story any more."))
        return redirect("admin:newsroom_notice_changelist")
    return redirect(notice.subject.get_desk_url() + (f"#{notice.thread}" if notice.thread else ""))


@require_POST
def mark(request):
    """Mark one notice as seen (`seen`) or not (`unseen`), or all up to the latest that was shown (`all`)."""
    own, number = request.user.notices, {name: row_number(request.POST.get(name, "")) for name in MARKS}
    own.filter(pk=number["seen"], seen_at=None).update(seen_at=timezone.now())
    own.filter(pk=number["unseen"]).update(seen_at=None)
    if number["all"]:
        own.filter(pk__lte=number["all"], seen_at=None).update(seen_at=timezone.now())
    return redirect(f"{reverse('admin:newsroom_notice_changelist')}?{request.GET.urlencode()}")


@require_http_methods(["GET", "HEAD", "POST"])
def mails(request):
    """Choose the topics on which one gets mails, and have those come again that one had stopped."""
    silences = Silence.objects.filter(user=request.user)
    if request.method == "POST" and "again" in request.POST:
        silences.filter(pk=row_number(request.POST["again"]), topic="").delete()
        return redirect("admin:newsroom_notice_mails")
    if request.method == "POST":
        wanted = set(request.POST.getlist("topic"))
        silences.filter(topic__in=wanted - {""}).delete()
        unwanted = [Silence(user=request.user, topic=topic) for topic in TOPICS if topic not in wanted]
        Silence.objects.bulk_create(unwanted, ignore_conflicts=True)
        messages.success(request, _("Saved."))
        return redirect("admin:newsroom_notice_mails")
    off = set(silences.values_list("topic", flat=True))
    context = {
        "title": _("Mail settings"),
        "topics": [(name, words, name not in off) for name, words in TOPICS.items()],
        "stopped": _stopped(request.user, silences),
    }
    return _respond(request, "mails", context)


def _stopped(user, silences):
    """What the user stopped the mails about: [(Silence, the subject, or None where it is not theirs any more)]."""
    found = list(silences.filter(topic="").order_by("-pk")[:MOST_STOPPED])
    mine = {silence.pk for silence in openable(user, found)}
    return [(silence, silence.subject if silence.pk in mine else None) for silence in found]


def _respond(request, template, context):
    frame = admin.site.each_context(request) | {"opts": Notice._meta, "is_nav_sidebar_enabled": False}
    request.current_app = admin.site.name
    return TemplateResponse(request, f"admin/newsroom/notice/{template}.html", frame | context)
