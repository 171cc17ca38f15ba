"""A reader's first page in a real browser: it asks no other host for anything, and nothing on it fails."""

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser


def test_the_front_page_loads_and_asks_no_other_host(live_server, page):
    complaints, hosts = [], set()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    answer = page.goto(live_server.url)
    page.wait_for_load_state("networkidle")
    assert answer.status == 200
    assert complaints == []
    assert hosts == {urlsplit(live_server.url).netloc}
