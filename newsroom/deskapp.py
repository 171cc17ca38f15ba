"""The desk: Django's admin under our name. Apps register with it by @admin.register as usual.

An app adds to the first page and to the sidebar from its panels.py, which is found like an admin.py:

    @panel
    def what_waits(request):
        \"\"\"A dict with `template` and what that prints as `panel`, or None for whom it isn't.\"\"\"

    @count("comments.comment")
    def held(request):
        \"\"\"The number beside the noun in the sidebar.\"\"\"
"""

from dataclasses import dataclass
from functools import partial, wraps
from operator import itemgetter

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.db.models.base import ModelBase
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import resend

METHODS = ["GET", "HEAD", "POST"]
# Apps of others that bring admin pages round our roles: groups, tags, addresses.
UNREGISTERED = {"auth", "account", "taggit"}
# The nouns that have a name of their own in the sidebar, in its order; the rest follow under the model's name.
NOUNS = [
    ["articles.article", "planning", "articles.frontslot", "images.image", "comments.comment"],
    ["authors.author", "articles.section", "articles.tag", "articles.template", "articles.snippet", "pages.page"],
    ["pages.site", "newsroom.user", "newsroom.logline"],
]
NAMES = {
    "articles.frontslot": _("Front page"),
    "images.image": _("Pictures"),
    "newsroom.user": _("People"),
}

panels, counts = [], {}
# Pages of the sidebar that belong to no model, which apps add: {name: (words, name of the address, permission)}.
pages = {}


def panel(function=None, *, order=0):
    """Register a panel of the first page; those of a higher order come later."""
    if function is None:
        return partial(panel, order=order)
    panels.append((order, function))
    return function


def count(model):
    """Register a function for the number beside `model` (“comments.comment”) in the sidebar."""

    def register(function):
        counts[model] = function
        return function

    return register


@dataclass(frozen=True)
class Noun:
    model: str
    name: str
    url: str
    current: bool
    count: int = 0


class DeskSite(AdminSite):
    site_header = site_title = _("The desk")
    index_title = _("Today")
    enable_nav_sidebar = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_value_display = "–"
        # Signing in goes through allauth, whose rate limits then guard the desk too.
        self.login = secure_admin_login(self.login)

    def register(self, models, *args, **kwargs):
        models = [models] if isinstance(models, ModelBase) else models
        super().register([model for model in models if model._meta.app_label not in UNREGISTERED], *args, **kwargs)

    def get_urls(self):
        # The admin's way from a row's number to its public address would tell the addresses of what is not public.
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def answer(request, *args, **kwargs):
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            signed_out = request.method == "POST" and not request.user.is_authenticated
            if signed_out and request.path != reverse("admin:login") and (kept := resend.pack(request)):
                return resend.sign_in(request, kept)
            return resend.remember(request, inner(request, *args, **kwargs))

        return answer

    def index(self, request, extra_context=None):
        ordered = sorted(panels, key=itemgetter(0))
        shown = [shown for _order, function in ordered if (shown := function(request))]
        return super().index(request, {"panels": shown, "now": timezone.now(), **(extra_context or {})})

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def nouns(self, request):
        """The sidebar: groups of what this user may open."""
        found = {}
        for app in self.get_app_list(request):
            for entry in app["models"]:
                if url := entry["admin_url"]:
                    label = entry["model"]._meta.label_lower
                    found[label] = self._noun(request, label, entry["name"], url)
        for label, (words, name, permission) in pages.items():
            if request.user.has_perm(permission):
                found[label] = self._noun(request, label, words, reverse(name))
        groups = [[found.pop(label) for label in group if label in found] for group in NOUNS]
        return [group for group in [*groups, list(found.values())] if group]

    def _noun(self, request, label, name, url):
        number = counts[label](request) if label in counts else 0
        return Noun(label, NAMES.get(label, name), url, request.path.startswith(url), number)
