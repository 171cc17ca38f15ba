"""Visits to a site through its WSGI application, as a server would pass them on."""

from dataclasses import dataclass
from io import BytesIO


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def how(self):
        """What the page cache says of it."""
        return self.headers.get("Cache-Status")


def visit(application, address, method="GET", **environ):
    """Ask as `environ` says beyond the usual (HTTP_COOKIE="…"); None takes something of the usual out."""
    path, _, query = address.partition("?")
    usual = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "HTTP_HOST": "127.0.0.1:8000",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "REMOTE_ADDR": "192.0.2.7",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    given = []
    parts = application(
        {name: value for name, value in (usual | environ).items() if value is not None},
        lambda status, lines, *_: given.extend([int(status[:3]), lines]),
    )
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return Answer(given[0], dict(given[1]), body)
