"""The desk's lists and forms: what they let through, and how what is done in them gets into the newsroom's log."""

import json

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from newsroom.log import record
from newsroom.models import LogLine

SHOWN = 200


class DeskAdmin(admin.ModelAdmin):
    """What every list and form of the desk has in common."""

    def lookup_allowed(self, lookup, value, request):
        """Only what the filters ask: any other lookup in an address reads columns, or runs regular expressions."""
        return lookup in self._lookups(request)

    def _lookups(self, request):
        found = {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day", "gte", "lt")}
        for entry in self.get_list_filter(request):
            if hasattr(entry, "parameter_name"):
                found.add(entry.parameter_name)
                continue
            name = entry[0] if isinstance(entry, tuple) else entry
            found |= {name, *(f"{name}__{part}" for part in ("exact", "id__exact", "isnull", "gte", "lt"))}
        return found

    def view_on_site(self, obj):
        """A row's public address, said plainly (the admin's own leads through a page that gives hidden ones away)."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None


class LoggedAdmin(DeskAdmin):
    """Writes to the newsroom's log, not to the admin's, and shows its lines as an object's history."""

    def log_addition(self, request, obj, message):
        record(obj, "created", by=request.user)

    def log_change(self, request, obj, message):
        if message:
            record(obj, "changed", by=request.user, reason=in_words(message))

    def log_deletions(self, request, queryset):
        for obj in queryset:
            record(obj, "deleted", by=request.user)

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        kind = ContentType.objects.get_for_model(obj)
        lines = LogLine.objects.filter(subject_type=kind, subject_id=obj.pk).select_related("by")[:SHOWN]
        title = _("History: %(name)s") % {"name": obj}
        context = {**self.admin_site.each_context(request), "title": title, "object": obj, "lines": lines}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/history.html", context | {"opts": self.opts, **(extra_context or {})})


def in_words(message):
    """The admin's description of a change (`construct_change_message`) as a sentence."""
    return LogEntry(change_message=json.dumps(message)).get_change_message()
