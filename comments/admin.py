"""The moderators' queue at /admin/comments/. Every decision goes through comments/moderation.py."""

from django.contrib import admin, messages
from django.db.models import Case, When
from django.forms import Script
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comments import moderation
from comments.filters import OfSection, OfStory, WithStatus
from comments.models import Comment, Status
from newsroom.logged import DeskAdmin
from newsroom.numbers import row_number

UNDO = "comments_undo"
# A decision on more than this is not kept for being undone: it would swell the session.
MOST_UNDONE = 500
LABELS = {Status.APPROVED: _("Approve"), Status.REJECTED: _("Reject"), Status.SPAM: _("Spam"), Status.HELD: _("Hold")}


def _decision(status):
    @admin.action(permissions=["moderate"], description=LABELS[status])
    def act(self, request, queryset):
        self.decide(request, queryset, status)

    act.__name__ = status.value
    return act


def _said(status, n):
    sentences = {
        Status.APPROVED: ngettext("%(n)d comment approved.", "%(n)d comments approved.", n),
        Status.REJECTED: ngettext("%(n)d comment rejected.", "%(n)d comments rejected.", n),
        Status.SPAM: ngettext("%(n)d comment taken for spam.", "%(n)d comments taken for spam.", n),
        Status.HELD: ngettext("%(n)d comment back in the queue.", "%(n)d comments back in the queue.", n),
    }
    return sentences[status] % {"n": n}


@admin.register(Comment)
class CommentAdmin(DeskAdmin):
    list_display_links = None
    list_filter = [WithStatus, OfSection, OfStory]
    list_select_related = ["parent", "decided_by"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["name", "email", "body"]
    search_help_text = _("Name, e-mail, text")
    sortable_by = []
    actions = [_decision(status) for status in LABELS]

    class Media:
        css = {"all": ["css/desk-comments.css"]}
        js = [Script("js/desk/moderation.js", type="module")]

    def lookup_allowed(self, lookup, value, request):
        return lookup == "id" or super().lookup_allowed(lookup, value, request)  # one comment, from the log say

    def get_queryset(self, request):
        return super().get_queryset(request).with_story()

    def get_ordering(self, request):
        """Who has waited longest comes first; what is decided already follows, the latest first."""
        held = Case(When(status=Status.HELD, then="created_at"))
        return [held.asc(nulls_last=True), "-created_at", "-pk"]

    def get_actions(self, request):
        """All but the one that would leave every comment of this tab as it is."""
        actions = super().get_actions(request)
        actions.pop(request.GET.get("status", Status.HELD), None)
        return actions

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST" and "decide" in request.POST:
            word, _colon, number = request.POST["decide"].partition(":")
            self.undo(request) if word == "undo" else self.decide(request, self._one(request, number), word)
            return HttpResponseRedirect(request.get_full_path())
        context = {"may_moderate": self.has_moderate_permission(request), "undo": len(request.session.get(UNDO, {}))}
        return super().changelist_view(request, context | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One comment is a list of one."""
        one = urlencode({"status": "all", "id": object_id})
        return redirect(f"{reverse('admin:comments_comment_changelist')}?{one}")

    def decide(self, request, comments, status):
        """Use the verb for `status`, say what happened, and remember it for `undo`. Nothing for an unknown word."""
        before = {comment.pk: comment.status for comment in comments}
        if not before or status not in moderation.VERBS:
            return
        changed = moderation.VERBS[status](comments, by=request.user)
        request.session[UNDO] = {comment.pk: before[comment.pk] for comment in changed[:MOST_UNDONE]}
        messages.success(request, _said(status, len(changed)))

    def undo(self, request):
        """Give every comment of the latest decision the status back that it had."""
        before = request.session.pop(UNDO, {})
        for status, verb in moderation.VERBS.items():
            wanted = [pk for pk, earlier in before.items() if earlier == status]
            verb(Comment.objects.filter(pk__in=wanted), by=request.user)
        if before:
            messages.success(request, _("Undone: everything is as it was before."))

    def _one(self, request, number):
        return self.get_queryset(request).filter(pk=row_number(number))

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """What a reader wrote stays as it was written."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_moderate_permission(self, request):
        return request.user.has_perm("comments.moderate_comment")

    def get_list_display(self, request):
        return ["words_to_decide" if self.has_moderate_permission(request) else "words", "story"]

    @admin.display(description=_("comment"))
    def words_to_decide(self, comment):
        buttons = [(status.value, label) for status, label in LABELS.items() if status != comment.status]
        return self.words(comment, buttons)

    @admin.display(description=_("comment"))
    def words(self, comment, buttons=()):
        return render_to_string("admin/comments/comment/_words.html", {"comment": comment, "buttons": buttons})

    @admin.display(description=_("story"))
    def story(self, comment):
        return render_to_string("admin/comments/comment/_story.html", {"comment": comment})
