"""axe finds nothing on any page of the desk, light and dark, narrow and wide; nor has the browser's log anything."""

import pytest
from django.conf import settings
from django.test import Client

from articles.tests.factories import make_user
from tests.addresses import every_address
from tests.test_accessibility import AXE
from tests.world import make_world

pytestmark = pytest.mark.browser
ELSEWHERE = ("admin/login/", "admin/logout/", "admin/jsi18n/")
VIOLATIONS = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def pages_of(client, values):
    """{route: address} of what answers with a page."""
    found = {}
    for route, address in every_address(values).items():
        if route.startswith("admin/") and route not in ELSEWHERE:
            answer = client.get(address)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found[route] = address
    return found


@pytest.mark.parametrize("role", ["chief", "writer", "moderator"])
def test_axe_and_the_browsers_log_find_nothing(live_server, page, transactional_db, role):
    values, hidden = make_world()
    user, client = make_user(role), Client()
    if role == "writer":
        type(hidden["draft"]).objects.update(owner=user)
    client.force_login(user)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    said, found = [], {}
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for route, address in pages_of(client, values).items():
        said.clear()
        page.goto(live_server.url + address, wait_until="networkidle")
        log = list(said)  # axe itself styles what it measures, which the policy refuses
        if page.evaluate("document.querySelector('main') === null"):
            continue  # a piece of a page, which stands in another
        page.evaluate(AXE)
        faults = {fault for scheme in ("light", "dark") for fault in looked_at(page, scheme)}
        if faults or log:
            found[route] = [*sorted(faults), *log]
    assert not found, "\n".join(f"{route}: {fault}" for route, faults in found.items() for fault in faults)


def looked_at(page, scheme):
    """What is wrong with the page at both widths."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for violation in page.evaluate(VIOLATIONS):
            for node in violation["nodes"]:
                yield f"{scheme} {width} {violation['id']}: {node['target']} {node['failureSummary']}"
        if page.evaluate(WIDER):
            yield f"{width}: wider than the screen"
