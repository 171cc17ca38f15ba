"""The language of the readers' templates, Jinja, and what it offers them beside its own words.

An app adds its own in a module `jinja` with FILTERS and GLOBALS, two dicts by name, or one of them.
"""

from functools import lru_cache
from importlib import import_module
from urllib.parse import quote

from django.apps import apps
from django.template.defaultfilters import linebreaksbr, truncatewords
from django.templatetags.static import static
from django.utils import translation
from django.utils.module_loading import module_has_submodule
from jinja2 import Environment, StrictUndefined

from newsroom import dates, words
from newsroom.addresses import address


class Shared(Environment):
    """An Environment whose templates have its globals and no others, so that all share one dict.

    Jinja's own puts a ChainMap before it for each, and goes through that at every import and include.
    """

    def make_globals(self, d):
        return self.globals


def environment(**options):
    """The jinja2.Environment of settings.TEMPLATES.

    A name that nobody gave is an error and not an empty place: every template is printed by a test, so that a slip of
    the pen shows there and not in front of readers.
    """
    env = Shared(  # Django passes autoescape=True
        **options | {"undefined": StrictUndefined},
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.newstyle_gettext = True
    env.globals |= {"_": words.gettext, "gettext": words.gettext}
    env.globals |= {"ngettext": words.ngettext, "pgettext": words.pgettext}
    env.filters |= FILTERS
    env.globals |= GLOBALS
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "jinja"):
            module = import_module(f"{app.name}.jinja")
            env.filters |= getattr(module, "FILTERS", {})
            env.globals |= getattr(module, "GLOBALS", {})
    return env


def percent(text):
    """`text` for a place in the query of an address: nothing is left as it is but letters, figures and `_.-~`."""
    return quote(str(text), safe="")


FILTERS = {
    "date": dates.date,
    "iso": dates.iso,
    "by_date": dates.by_date,
    "linebreaksbr": linebreaksbr,
    "percent": percent,
    "truncatewords": truncatewords,
}
GLOBALS = {
    "url": address,
    "static": lru_cache(static),
    "language": translation.get_language,
    "is_written_from_right": translation.get_language_bidi,
}
