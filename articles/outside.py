"""Asks other sites whether the pages are there to which texts link. Only the background worker does (tasks.py).

An address comes from whoever writes, so it must not lead into our own network: every name is looked up here, each of
its addresses must be a public one, and the connection goes to the very address that was looked at. Redirects are
followed by the same rule. Nothing of an answer is read but its head.
"""

import ipaddress
import socket
import ssl
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote, urljoin, urlsplit

from django.utils.translation import gettext as _

PORTS = {"http": 80, "https": 443}
PATIENCE = 5  # seconds for each step
DEADLINE = 10  # seconds for a link, with all that it redirects to
REDIRECTS = 5
GONE = {404, 410}
NO_HEAD = {400, 403, 404, 405, 501}  # what servers answer that know no HEAD


class NotPublic(OSError):
    """The address leads to no public host, or to no port of the web's."""


def problem_of(address):
    """Why an address can't be opened, as a sentence; empty where it can, or where its site only keeps programs out."""
    until = time.monotonic() + DEADLINE
    try:
        for _step in range(REDIRECTS + 1):
            status, onward = _ask(address, "HEAD", until)
            if status in NO_HEAD:
                status, onward = _ask(address, "GET", until)
            if not 300 <= status < 400 or not onward:
                break
            address = urljoin(address, onward)
    except NotPublic:
        return _("its host is not public.")
    except (OSError, HTTPException, ValueError):
        return _("its site did not answer.")
    if status in GONE:
        return _("the page is not there (%(status)s).") % {"status": status}
    return ""


def _ask(address, method, until):
    """(status, where it leads on to or None) of a request. Raises OSError where it has not come by `until`."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname or (parts.port or PORTS[parts.scheme]) != PORTS[parts.scheme]:
        raise NotPublic(address)
    host, port = parts.hostname.encode("idna").decode(), PORTS[parts.scheme]
    connection = HTTPConnection(host, port, timeout=PATIENCE)
    connection.sock = socket.create_connection((_public(host, port), port), _patience(until))
    # The timeout is one for the whole handshake, and then for each read: a byte a second would never meet it.
    ending = threading.Timer(max(0, until - time.monotonic()), _cut, [connection])
    ending.start()
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
        headers = {"User-Agent": "Mozilla/5.0 (compatible; link check)", "Accept": "*/*", "Connection": "close"}
        connection.request(method, path + query, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location")
    finally:
        ending.cancel()
        connection.close()


def _patience(until):
    """Seconds that the next step may take. Raises TimeoutError where none are left."""
    left = min(PATIENCE, until - time.monotonic())
    if left <= 0:
        raise TimeoutError
    return left


def _cut(connection):
    """End a connection in whatever it does: whoever reads from it is told that it is closed."""
    with suppress(OSError, TypeError):  # closed meanwhile
        socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)


def _public(host, port):
    """The first address of a host. Raises NotPublic unless each one that it has is public."""
    found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(address) for address in found):
        raise NotPublic(host)
    return found[0]


def is_public(address):
    """Whether an IP address is one of the public internet's, and no other one dressed up as that."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6 and (ip not in ipaddress.ip_network("2000::/3") or ip.sixtofour or ip.teredo):
        return False
    return ip.is_global and not ip.is_multicast
