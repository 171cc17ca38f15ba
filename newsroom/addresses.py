"""Addresses as `reverse` makes them, each made once: a page prints a hundred."""

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse


def address(name, *args):
    """The address of a named route, such as "articles:section", with these arguments."""
    return _address(name, args, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=4096)
def _address(name, args, urlconf, prefix):
    return reverse(name, urlconf, args)
