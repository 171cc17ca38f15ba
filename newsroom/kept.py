"""Pieces of the readers' pages that are kept as HTML, by all that they are made of, so that no change can miss them."""

from functools import lru_cache

from django.conf import settings
from jinja2 import pass_environment


def by_value(template, macro, most):
    """A macro of a template, as a global for Jinja whose HTML is kept for the `most` latest arguments.

    The arguments must be equal, and have the same hash, only where the macro prints the same of them.
    """

    @lru_cache(maxsize=most)
    def made(env, arguments, named, _language, _zone):
        return _print(env, template, macro, arguments, dict(named))

    @pass_environment
    def kept(env, *arguments, **named):
        return made(env, arguments, tuple(named.items()), settings.LANGUAGE_CODE, settings.TIME_ZONE)

    return kept


def on(template, macro):
    """The same, kept on the first argument: a row that nobody changes and that many pages share, or None."""

    @pass_environment
    def kept(env, row, *arguments, **named):
        if row is None:
            return ""
        known = row.__dict__.setdefault("_kept", {})
        key = (macro, arguments, tuple(named.items()), settings.LANGUAGE_CODE, settings.TIME_ZONE)
        if key not in known:
            known[key] = _print(env, template, macro, (row, *arguments), named)
        return known[key]

    return kept


def _print(env, template, macro, arguments, named):
    return getattr(env.get_template(template).module, macro)(*arguments, **named)
