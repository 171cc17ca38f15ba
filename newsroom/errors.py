"""What to show when a page can't be: the desk's own pages at the desk, Django's handlers elsewhere."""

import sys

from django.contrib import admin
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
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


RETRY_AFTER = 5  # seconds


def broken(request):
    if _is_of_the_database(sys.exception()):
        return unavailable()
    return defaults.server_error(request, "admin/500.html" if _at_the_desk(request) else "500.html")


def unavailable():
    """503, everywhere, while the database does not answer. Asks nobody for anything."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        connection.close()  # it may be to a file that is gone; the next one is to whatever has been put in its place
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)


def _is_of_the_database(error):
    """Whether this came of a database that is away, broken or too busy. It may have been caught on its way here."""
    while error is not None:
        # Of DatabaseError itself, not of all its kinds: SQLite raises it for a file that is no database.
        if isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError:
            return True
        error = error.__cause__ or error.__context__
    return False


def _at_the_desk(request):
    return request.path.startswith(reverse("admin:index"))


@never_cache
def _page(request, template, status, **context):
    return render(request, template, admin.site.each_context(request) | context, status=status)
