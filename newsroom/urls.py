from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from newsroom import health, media
from newsroom.notices.views import stop_mails

handler403, handler404, handler500 = "newsroom.errors.forbidden", "newsroom.errors.not_found", "newsroom.errors.broken"

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/planning/", include("planning.urls")),
    path("admin/", admin.site.urls),
    path("accounts/mails/<notice>/", stop_mails, name="stop_mails"),
    path("accounts/calendar/", include("planning.feed_urls")),
    path("accounts/", include("newsroom.accounts")),
    path("comments/", include("comments.urls")),
    path("", include("articles.urls")),
    path("", include("pages.urls")),
]
if settings.MEDIA_URL.startswith("/"):
    urlpatterns.insert(0, path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media.media, name="media"))
