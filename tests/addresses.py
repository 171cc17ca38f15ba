"""Every address of the URLconf, with real values in its places."""

import re

from django.apps import apps
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

# Routes that are regular expressions, and one that takes a file's name.
ODD = {
    "media/<path:path>": "media/none.webp",
    "admin/(?P<url>.*)$": "admin/none",
    "accounts/^confirm-email/(?P<key>[-:\\w]+)/$": "accounts/confirm-email/none/",
    "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "accounts/password/reset/key/1-none/",
}
# What a public address takes, by the name of its route.
PUBLIC_SLUGS = {
    "section": "section",
    "tag": "tag",
    "author": "author",
    "page": "page",
    "story": "story",
    "history": "story",
}


def every_address(values):
    """{route: address} of every pattern of the URLconf, the desk's included.

    `values`: year, month, section, tag, author, page, story (slugs) and article_id, comment_id. A desk route about
    one object gets the first row of its model. Raises KeyError for a route that nobody has given a value.
    """
    return {route: "/" + _fill(name, route, values) for name, route in named_routes(get_resolver())}


def named_routes(resolver, prefix=""):
    """Yields (name or "", route) of every pattern."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from named_routes(pattern, route)
        else:
            yield pattern.name or "", route


def _fill(name, route, values):
    if route in ODD:
        return ODD[route]
    if route.startswith("admin/^(?P<app_label>"):
        return "admin/articles/"

    def value(match):
        argument = match[1].split(":")[-1]
        if route.startswith("admin/") and argument in ("object_id", "id", "pk"):
            return str(_first_row(route))
        if argument in ("slug", "section") and argument not in (name, ""):
            return str(values[PUBLIC_SLUGS.get(name.removesuffix("_feed"), name)])
        return str(values[argument])

    return re.sub(r"<([^>]+)>", value, route)


def _first_row(route):
    _admin, app, model, *_rest = route.split("/")
    row = apps.get_model(app, model).objects.first()
    if row is None:
        raise KeyError(f"no row to try {route} on")
    return row.pk
