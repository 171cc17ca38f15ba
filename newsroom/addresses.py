"""Addresses as `reverse` makes them, each made once: a page prints a hundred."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=4096)
def address(name, *args):
    """The address of a named route, such as "articles:section", with these arguments."""
    return reverse(name, args=args)
