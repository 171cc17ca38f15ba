"""Answers for whoever watches the machine."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def livez(request):
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def readyz(request):
    """The process can do its work; 503 names the part that can't."""
    parts = {"database": _database(), "cache": _cache()}
    return JsonResponse(parts, status=200 if all(state == "ok" for state in parts.values()) else 503)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations")  # SQLite makes an empty file where its own is gone
    except DatabaseError as error:
        return type(error).__name__
    return "ok"


def _cache():
    try:
        cache.set("readyz", "ok", 10)
        return cache.get("readyz") or "lost"
    except Exception as error:  # whatever the backend raises, the answer must name it
        return type(error).__name__
