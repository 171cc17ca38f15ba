"""The least that a WSGI application can do: the same bytes for everybody, with ten headers, as many as a page has."""

import os
from pathlib import Path

BODY = Path(os.environ["HELLO"]).read_bytes()
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(BODY))),
    ("Content-Encoding", "gzip"),
    ("Vary", "Accept-Encoding"),
    ("Cache-Control", "public, max-age=0, must-revalidate"),
    ("ETag", '"hello"'),
    ("Last-Modified", "Sun, 01 Nov 2026 00:00:00 GMT"),
    ("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
