"""A form of the desk that was sent too late: its writer was signed out meanwhile, or its token had grown old.

What was typed must survive that, without JavaScript too. It travels, signed, in a hidden field through the sign-in
page, and then waits on a page of its own for the press of a button. The server keeps nothing.

Only forms that are lost words are carried, only for whoever was signed in last in that browser, and all that will be
sent is shown: else anybody could have a deed of theirs done by the next who signs in there.
"""

from functools import wraps

from allauth.account.forms import LoginForm
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

SALT = "newsroom.resend"
MAX_AGE = 24 * 3600  # seconds
LAST = "desk_last"  # the cookie that tells who was signed in last in this browser
LAST_FOR = 30 * 24 * 3600  # seconds
NOT_CARRIED = {"csrfmiddlewaretoken", "kept", "then"}  # `then` is a verb, to be pressed once more
WORDS = {
    "admin:articles_article_add",
    "admin:articles_article_change",
    "admin:articles_article_hotfix",
    "admin:articles_article_settle",
    "admin:articles_snippet_add",
    "admin:articles_snippet_change",
    "admin:articles_template_add",
    "admin:articles_template_change",
    "admin:notes_note_answer",
    "admin:notes_note_change",
    "admin:notes_note_of_article",
    "admin:pages_page_add",
    "admin:pages_page_change",
}


def remember(request, response):
    """Note in the browser who is signed in, for the day on which a form of theirs comes too late."""
    if request.user.is_authenticated and _last(request) != request.user.pk:
        rules = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
        path = reverse("admin:index")
        response.set_signed_cookie(LAST, request.user.pk, salt=SALT, max_age=LAST_FOR, path=path, **rules)
    return response


def _last(request):
    """The key of the user who was signed in last in this browser, or None."""
    found = request.get_signed_cookie(LAST, default="", salt=SALT, max_age=LAST_FOR)
    return int(found) if found else None


def pack(request):
    """What a POST to the desk carries, where to and for whom, as text; None where that isn't to be carried on.

    A script's post is not: its page is still there. Nor is one with a password, or from nobody who was signed in.
    """
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_CARRIED]
    by_script = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" or not request.accepts("text/html")
    by = request.user.pk or _last(request)
    if not fields or by_script or not by or not _is_of_words(request.path_info) or _has_password(fields):
        return None
    return signing.dumps({"by": by, "to": request.get_full_path(), "fields": fields}, salt=SALT, compress=True)


def _is_of_words(path):
    try:
        return resolve(path).view_name in WORDS
    except Resolver404:
        return False


def _has_password(fields):
    return any("password" in name for name, _value in fields)


def sign_in(request, kept):
    """The sign-in page, in place of the answer to a post of somebody who was signed out."""
    context = {"form": LoginForm(request=request), "kept": kept}
    return render(request, "account/login.html", context, status=403)


def waits(request, kept, status=200):
    """The page on which a packed post waits to be sent once more; None where it can't be read or is another's."""
    try:
        post = signing.loads(kept, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    if post.get("by") != request.user.pk:
        messages.warning(request, _("What was sent before you signed in is somebody else's. It was not taken."))
        return None
    return render(request, "account/resend.html", post, status=status)


def carrying(view):
    """Decorator for the sign-in page: carry on what was packed, and once one is in, show it."""

    @wraps(view)
    def carried(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        kept = request.POST.get("kept")
        if kept and response.status_code == 302 and request.user.is_authenticated:
            return waits(request, kept) or response
        if kept and getattr(response, "context_data", None):
            response.context_data["kept"] = kept
        return response

    return carried


def token_failed(request, reason=""):
    """Django's answer to a post without a good token; to the desk's own pages, the post itself, to be sent again.

    Only to our own: another site could otherwise put words and a button under the cursor of whoever comes from there.
    """
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    kept = pack(request) if own else None
    if kept:
        return waits(request, kept, status=403) if request.user.is_authenticated else sign_in(request, kept)
    return csrf_failure(request, reason)
