"""The log at the desk."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from newsroom.deeds import DEEDS, in_words
from newsroom.logged import DeskAdmin
from newsroom.models import LogLine


class Deed(admin.SimpleListFilter):
    title, parameter_name = gettext_lazy("did"), "action"

    def lookups(self, request, model_admin):
        return [(action, in_words(action)) for action in DEEDS]

    def queryset(self, request, lines):
        return lines.filter(action=self.value()) if self.value() else lines


class ByWhom(admin.RelatedOnlyFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("who")


class AboutWhat(admin.RelatedOnlyFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("about")


@admin.register(LogLine)
class LogLineAdmin(DeskAdmin):
    """To be read. Lines are written by newsroom.log alone."""

    list_display = ["when", "who", "did", "what", "why"]
    list_display_links = None
    list_filter = [Deed, ("by", ByWhom), ("subject_type", AboutWhat)]
    list_select_related = ["by", "subject_type"]
    list_per_page = 100
    search_fields = ["label", "reason", "by__name"]
    search_help_text = gettext_lazy("What, who, reason")
    date_hierarchy = "at"
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A line has no more to say than the list does."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return redirect("admin:newsroom_logline_changelist")

    def history_view(self, request, object_id, extra_context=None):
        return self.change_view(request, object_id)

    @admin.display(description=gettext_lazy("when"), ordering="at")
    def when(self, line):
        return line.at

    @admin.display(description=gettext_lazy("who"), ordering="by__name")
    def who(self, line):
        return line.by or pgettext("who did it", "The system")

    @admin.display(description=gettext_lazy("did"), ordering="action")
    def did(self, line):
        return in_words(line.action)

    @admin.display(description=gettext_lazy("details"), empty_value="")
    def why(self, line):
        return line.reason or None

    @admin.display(description=gettext_lazy("what"))
    def what(self, line):
        """The subject's name then, with a link to where it is now."""
        kind = line.subject_type
        if not (kind and line.subject_id and kind.model_class() in self.admin_site._registry):
            return line.label
        address = reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[line.subject_id])
        return format_html('<a href="{}">{}</a>', address, line.label)
