"""Serves uploaded pictures where no web server or object storage does it."""

from django.conf import settings
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def media(request, path):
    """A file below MEDIA_ROOT. File names are drawn at random and never reused, so it may be kept for ever."""
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response._csp_replace = {"default-src": ["'none'"], "sandbox": [""]}
    return response
