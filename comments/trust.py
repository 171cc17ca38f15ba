"""Whose comments appear at once, and whose wait for a moderator.

Nobody signs in to comment, and anybody can type anybody's e-mail address and name, so neither earns trust. What does
is the browser: on posting it gets a random key in a signed cookie, and the comment remembers that key. A commenter is
a name and an e-mail address *in that browser*. Once a moderator has approved a comment of theirs, later ones need no
moderator, until one of them is rejected or taken for spam. Another browser, a new name or a cleared cookie only means
waiting for a moderator again.

The cookie's path is /comments/, where the form is posted to, so that it is never sent with the GET of a story, a list
or a feed, which caches answer. Scripts can't read it, and other sites can't have it sent along with a POST of theirs.
The signature keeps people from choosing a key; the database holds the key alone, which without SECRET_KEY is of no use.
"""

import secrets

from django.core import signing

from comments.models import Comment, Status

COOKIE = "commenter"
PATH = "/comments/"
AGE = 365 * 24 * 3600
_signer = signing.TimestampSigner(salt="comments.trust")


def browser_of(request):
    """The key of the browser that sent `request`, or "" for one that has none, an old or a forged one."""
    try:
        return _signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=AGE)
    except signing.BadSignature:
        return ""


def new_browser():
    return secrets.token_hex(16)


def remember(response, browser, *, secure):
    """Set the cookie that will tell this browser again."""
    response.set_cookie(
        COOKIE, _signer.sign(browser), max_age=AGE, path=PATH, secure=secure, httponly=True, samesite="Lax"
    )


def commenter_in(browser):
    """{"name", "email"} of who wrote the latest comment in this browser, to be filled in again; {} for nobody."""
    comments = Comment.objects.filter(browser=browser, mark="").exclude(email="") if browser else Comment.objects.none()
    return comments.order_by("-pk").values("name", "email").first() or {}


def is_trusted(*, name, email, browser):
    """Whether a moderator's latest decision on this commenter in this browser was to approve."""
    if not browser:
        return False
    decided = Comment.objects.filter(email=email, name=name, browser=browser, decided_by__isnull=False)
    latest = decided.order_by("-decided_at", "-pk").values_list("status", flat=True).first()
    return latest == Status.APPROVED
