"""How people get in: by e-mail and password, through django-allauth. The chief makes accounts; nobody signs up.

Of allauth's addresses only those below exist here.
"""

import functools
import logging
import time
from contextlib import suppress
from smtplib import SMTPException

from allauth.account import views
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ResetPasswordForm
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import re_path, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from redis.exceptions import RedisError

from newsroom.resend import carrying

log = logging.getLogger(__name__)
CONFIRMED_FOR = 900  # seconds


def page(route, view, name):
    """One of allauth's pages. What it shows is one person's, so nobody keeps a copy."""
    return re_path(f"^{route}/$", never_cache(closed_without_limits(view)), name=name)


def closed_without_limits(view):
    """Refuse where the cache that counts wrong guesses is away: without it, anybody could try all the passwords."""

    @functools.wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except RedisError as error:
            log.error("Nobody can sign in, for Redis is away: %s", error)
            answer = render(request, "account/closed.html", status=503)
            answer.headers["Retry-After"] = "30"
            return answer

    return guarded


urlpatterns = [
    page("login", carrying(views.login), "account_login"),
    page("logout", views.logout, "account_logout"),
    page("signup", views.signup, "account_signup"),  # says that it is closed
    page("inactive", views.account_inactive, "account_inactive"),
    page("confirm", views.reauthenticate, "account_reauthenticate"),
    page("password/change", views.password_change, "account_change_password"),
    page("password/set", RedirectView.as_view(pattern_name="account_reset_password"), "account_set_password"),
    page("password/reset", views.password_reset, "account_reset_password"),
    page("password/reset/sent", views.password_reset_done, "account_reset_password_done"),
    page("password/reset/done", views.password_reset_from_key_done, "account_reset_password_from_key_done"),
    page(
        "password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)",
        views.password_reset_from_key,
        "account_reset_password_from_key",
    ),
]


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def reauthenticate(self, user, password):
        # Without allauth's table of addresses, which we leave empty, it would look for no address at all.
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def set_password(self, user, password):
        """With a new password, the failures with the old one no longer count."""
        super().set_password(user, password)
        with suppress(RedisError):  # then they count for five minutes more
            self._delete_login_attempts_cached_email(context.request, email=user.email)

    def format_email_subject(self, subject):
        return f"{settings.SITE_NAME}: {subject}"

    def get_reset_password_from_key_url(self, key):
        """Built on our own address, whatever Host the request named."""
        sample = reverse("account_reset_password_from_key", args=["UID", "KEY"])
        return settings.SITE_URL + sample.replace("UID-KEY", key)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix, email, context):
        """A mail server that is down must not tell known addresses from unknown ones."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            log.exception("A mail could not be sent: %s", template_prefix)


def mail_link(request, user):
    """Mail `user` a link by which to choose a password."""
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request)


def confirmed(request):
    """Whether the user gave the password within the last quarter of an hour, by signing in or once more."""
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < CONFIRMED_FOR for record in records)


def ask_password(request):
    """To the page that asks for the password once more, and from there back to the page of `request`."""
    back = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('account_reauthenticate')}?{back}")
