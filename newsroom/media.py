"""Serves uploaded pictures where no web server or object storage does it."""

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
@csp({"default-src": [NONE], "sandbox": [""]})  # so that a file opened by itself can do nothing
def media(request, path):
    """A file below MEDIA_ROOT. File names are drawn at random and never reused, so it may be kept for ever."""
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (SuspiciousFileOperation, ValueError, OSError) as error:  # a way out of the folder, a NUL, a name too long
        raise Http404 from error
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
