"""A form of the desk that was sent too late: its writer was signed out meanwhile, or its token had grown old.

What was typed must survive that, without JavaScript too. It travels, signed, in a hidden field through the sign-in
page, and then waits on a page of its own for the press of a button. The server keeps nothing.
"""

from functools import wraps

from allauth.account.forms import LoginForm
from django.core import signing
from django.shortcuts import render
from django.urls import reverse
from django.views.csrf import csrf_failure

SALT = "newsroom.resend"
MAX_AGE = 24 * 3600  # seconds
NOT_CARRIED = {"csrfmiddlewaretoken", "kept"}
LONG = 80  # characters; a text that long is shown, not only carried


def pack(request):
    """What a POST to the desk carries and where to, as text; None where that isn't to be carried on.

    A script's post is not: its page is still there. Nor is one with a password.
    """
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_CARRIED]
    by_script = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" or not request.accepts("text/html")
    if not fields or by_script or any("password" in name for name, _value in fields):
        return None
    return signing.dumps({"to": request.get_full_path(), "fields": fields}, salt=SALT, compress=True)


def sign_in(request, kept):
    """The sign-in page, in place of the answer to a post of somebody who was signed out."""
    context = {"form": LoginForm(request=request), "kept": kept}
    return render(request, "account/login.html", context, status=403)


def waits(request, kept, status=200):
    """The page on which a packed post waits to be sent once more; None where it can't be read."""
    try:
        post = signing.loads(kept, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    texts = [value for _name, value in post["fields"] if len(value) > LONG]
    return render(request, "account/resend.html", post | {"texts": texts}, status=status)


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
    kept = pack(request) if own and request.path.startswith(reverse("admin:index")) else None
    return (kept and waits(request, kept, status=403)) or csrf_failure(request, reason)
