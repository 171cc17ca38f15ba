"""What the tests of the desk may ask for besides: a browser in which somebody is signed in."""

import threading

import pytest

from articles.tests.factories import make_user

REFUSED = "400 (Bad Request)"


@pytest.fixture
def desk_page(live_server, page, client, transactional_db):
    """A page in which an editor is signed in: `.open(path)`, `.complaints`. It fails where the browser complained."""
    client.force_login(make_user("editor"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.set_default_timeout(10_000)
    page.open = lambda path: page.goto(live_server.url + path)
    page.complaints = complaints
    yield page
    page.context.close()  # so that nothing is asked of the server any more; what was asked ends before the emptying
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(5)
    assert [text for text in complaints if REFUSED not in text] == []
