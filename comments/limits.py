"""How many comments may come from one place: three a minute, twenty an hour.

A place is an IPv4 address, or the /64 network of an IPv6 one, since a household or a rented machine has a whole /64.
Addresses are never stored: comments keep a keyed hash that changes every day, and `sweep_comments` drops that, too.
"""

import ipaddress
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from comments.models import Comment

RATES = [(timedelta(minutes=1), 3), (timedelta(hours=1), 20)]


class TooMany(Exception):
    """The next comment from this place is welcome in `seconds`."""

    def __init__(self, seconds):
        super().__init__(seconds)
        self.seconds = seconds


def client_address(request):
    """The address of whoever sent `request`, as text.

    Each proxy appends to X-Forwarded-For whom it heard from, so the first TRUSTED_PROXIES entries from the end are
    true and whatever stands before them is what the client claims.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(forwarded) >= trusted and (address := _parsed(forwarded[-trusted])):
        return str(address)
    return str(_parsed(request.META.get("REMOTE_ADDR", "")) or "")


def place_of(address):
    """What counts as one place: the address, or its /64."""
    parsed = _parsed(address)
    if parsed is None or parsed.version == 4:
        return str(parsed or "")
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def hash_of(place, at):
    """The keyed hash of a place on the day of `at`."""
    return salted_hmac("comments.limits", f"{at:%Y-%m-%d} {place}", algorithm="sha256").hexdigest()


def one_at_a_time(place):
    """Let nobody else from this place through until the transaction ends: who counts must not count side by side.

    SQLite does so by itself, as its transactions take the write lock at their start (transaction_mode IMMEDIATE).
    """
    if connection.vendor == "postgresql":
        key = int(salted_hmac("comments.lock", place).hexdigest()[:15], 16)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def require_room(place, at):
    """Raise TooMany where one more comment from `place` would be over the limit."""
    hashes = {hash_of(place, at), hash_of(place, at - RATES[-1][0])}
    for span, most in RATES:
        recent = Comment.objects.filter(ip_hash__in=hashes, created_at__gt=at - span).order_by("-created_at")
        times = list(recent.values_list("created_at", flat=True)[:most])
        if len(times) == most:
            raise TooMany(max(1, int((times[-1] + span - at).total_seconds()) + 1))


def _parsed(text):
    """An ip_address from what a server or a proxy wrote: perhaps bracketed, with a port or a zone; or None."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
