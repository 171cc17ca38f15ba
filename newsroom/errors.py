"""What to show when a page can't be: the desk's own pages at the desk, Django's handlers elsewhere."""

from django.contrib import admin
from django.shortcuts import render
from django.urls import reverse
from django.views import defaults


def forbidden(request, exception):
    if not _at_the_desk(request):
        return defaults.permission_denied(request, exception)
    reason = str(exception) if exception.args else ""
    return render(request, "admin/403.html", _frame(request) | {"reason": reason}, status=403)


def not_found(request, exception):
    # A visitor without a role learns nothing of what is at the desk.
    if not (_at_the_desk(request) and admin.site.has_permission(request)):
        return defaults.page_not_found(request, exception)
    return render(request, "admin/404.html", _frame(request), status=404)


def broken(request):
    return defaults.server_error(request, "admin/500.html" if _at_the_desk(request) else "500.html")


def _at_the_desk(request):
    return request.path.startswith(reverse("admin:index"))


def _frame(request):
    return admin.site.each_context(request)
