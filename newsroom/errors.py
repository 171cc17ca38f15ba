"""What to show when a page can't be: the desk's own pages at the desk, Django's handlers elsewhere."""

from django.contrib import admin
from django.shortcuts import render
from django.urls import reverse
from django.views import defaults
from django.views.decorators.cache import never_cache


def forbidden(request, exception):
    if not _at_the_desk(request):
        return defaults.permission_denied(request, exception)
    reason = str(exception) if exception.args else ""
    return _page(request, "admin/403.html", 403, reason=reason)


def not_found(request, exception):
    # A visitor without a role learns nothing of what is at the desk.
    if not (_at_the_desk(request) and admin.site.has_permission(request)):
        return defaults.page_not_found(request, exception)
    return _page(request, "admin/404.html", 404)


def broken(request):
    return defaults.server_error(request, "admin/500.html" if _at_the_desk(request) else "500.html")


def _at_the_desk(request):
    return request.path.startswith(reverse("admin:index"))


@never_cache
def _page(request, template, status, **context):
    return render(request, template, admin.site.each_context(request) | context, status=status)
