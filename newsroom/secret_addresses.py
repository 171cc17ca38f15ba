"""Addresses that open something to whoever knows them: how their secrets are kept, and how often one may be opened."""

import hashlib

from django.core.cache import cache


def hash_of(secret):
    """A secret of 256 random bits needs no salt, and no slow hash."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def too_often(row, most, seconds):
    """Whether what a row opens was opened more than `most` times within so many seconds. It counts this one.

    Only a row that was found has a counter: made-up secrets must not push out of the cache what others count in it.
    """
    key = f"{row._meta.label_lower}:{row.pk}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ended between the two lines
        return False
