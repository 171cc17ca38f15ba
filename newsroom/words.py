"""Translations for the readers' templates, which are in one language, that of the site: each is looked up once.

Django asks for the language of the thread at each call, and a page has sixty of them.
"""

from functools import lru_cache

from django.conf import settings
from django.utils import translation
from markupsafe import Markup


def gettext(message, **variables):
    """The translation of a template's `message`, which is HTML, with each `%(name)s` escaped and filled in."""
    return _filled(None, message, variables)


def pgettext(context, message, **variables):
    """The same for a message that means something else in another context."""
    return _filled(context, message, variables)


def ngettext(one, many, number, **variables):
    """The same for a message with a number in it, which is also to be had as `%(num)s`."""
    return _counted(one, many, number, settings.LANGUAGE_CODE) % ({"num": number} | variables)


@lru_cache(maxsize=1024)
def _counted(one, many, number, language):
    with translation.override(language):
        return Markup(translation.ngettext(one, many, number))  # noqa: S704  messages come from templates alone


def _filled(context, message, variables):
    empty, whole = _known(context, message, settings.LANGUAGE_CODE)
    return empty % variables if variables else whole


@lru_cache(maxsize=1024)
def _known(context, message, language):
    """The translation as it is, and for one without variables as it is printed, with "%%" made "%"."""
    with translation.override(language):
        text = translation.pgettext(context, message) if context else translation.gettext(message)
    text = Markup(text)  # noqa: S704  messages come from templates alone
    return text, text if "%(" in text else text % {}
