"""(f) A first visit in Chromium: requests and bytes, the largest thing and when it came, whether anything moved."""

from playwright.sync_api import sync_playwright

from benchmarks import databases
from benchmarks.rounds import Figure, at_most
from benchmarks.site import serving
from scripts import packages

WIDTHS = {390: 844, 1280: 900}
# The line as it is, then a phone's: where fonts and pictures come late is where things move.
SLOW = {"latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
LINES = None, SLOW, SLOW
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
# Before any script of the page's: what moves, and what the largest thing is, as Chromium itself sees it.
OBSERVE = """
window.seen = {shift: 0, moved: [], largest: null};
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    seen.shift += entry.value;
    for (const {node, previousRect: from, currentRect: to} of entry.sources) {
      const name = node?.className || node?.nodeName || "?";
      seen.moved.push(`${name} from ${from.x},${from.y} to ${to.x},${to.y}`);
    }
  }
}).observe({type: "layout-shift", buffered: true});
new PerformanceObserver(list => {
  const last = list.getEntries().at(-1);
  seen.largest = {at: last.startTime, tag: last.element?.tagName ?? "", lazy: last.element?.loading === "lazy",
                  url: last.url};
}).observe({type: "largest-contentful-paint", buffered: true});
"""
SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}"""


def missing():
    """Why there is no visit here, or None."""
    return None if packages.chromium() else "there is no Chromium. As root: apt-get install chromium"


def measure(plan):
    with (
        databases.opened(plan, plan.engines[0]) as shelf,
        serving(shelf.place(plan.size)) as site,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=packages.chromium(), args=FLAGS) as browser,
    ):
        for kind in ("story", "front"):
            path = site.paths()[kind][0]
            for width, height in WIDTHS.items():
                visits = [visit(browser, site.url + path, width, height, line) for line in LINES]
                yield from figures(f"{kind}, {width} px", kind, visits)


def visit(browser, url, width, height, line):
    """(requests as [(type, bytes over the wire, address)] until all is quiet, what OBSERVE saw after scrolling)."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session = context.new_cdp_session(page)
    requests = record(session)
    if line:
        session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    page.goto(url, wait_until="networkidle")
    first = [(kind, size, address) for kind, size, address in requests.values() if address.startswith("http")]
    largest = first_largest(page)
    page.evaluate(SCROLL)
    page.wait_for_load_state("networkidle")
    seen = page.evaluate("seen") | {"largest": largest}
    context.close()
    return first, seen


def first_largest(page):
    """What the largest thing was before anybody scrolled. On a slow machine it is told some time after the painting."""
    for _ in range(50):
        if largest := page.evaluate("seen.largest"):
            return largest
        page.wait_for_timeout(100)
    return {"at": 0, "tag": "none", "lazy": False}


def record(session):
    """Note every request of a page in the dictionary that is returned: {id: [type, bytes, address]}."""
    requests = {}

    def finished(event):
        if event["requestId"] in requests:
            requests[event["requestId"]][1] = event["encodedDataLength"]

    def sent(event):
        requests[event["requestId"]] = [event.get("type", "Other"), 0, event["request"]["url"]]

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    return requests


def figures(name, kind, visits):
    """Figures of the visits over LINES: bytes and times of the first, and the most that moved in any."""
    requests, seen = visits[0]
    worst = max((seen for _requests, seen in visits), key=lambda seen: seen["shift"])
    plain = [size for type, size, _address in requests if type != "Image"]
    limits = (at_most(100_000), at_most(8)) if kind == "story" else (None, None)
    yield Figure(f"{name}: bytes without pictures", sum(plain), "B", target=limits[0])
    yield Figure(f"{name}: requests without pictures", len(plain), target=limits[1])
    for type in dict.fromkeys(type for type, _size, _address in requests):
        found = [size for other, size, _address in requests if other == type]
        yield Figure(f"{name}: {type.lower()}, {len(found)} of it", sum(found), "B")
    yield Figure(f"{name}: bytes with pictures", sum(size for _type, size, _address in requests), "B")
    yield Figure(f"{name}: requests with pictures", len(requests))
    moved = ", ".join(dict.fromkeys(worst["moved"]))[:60]
    yield Figure(f"{name}: layout shift{moved and f' ({moved})'}", worst["shift"], target=at_most(0))
    largest = seen["largest"]
    yield Figure(f"{name}: largest thing ({largest['tag'].lower()}) after", largest["at"], "ms")
    yield Figure(f"{name}: largest thing loaded lazily", int(largest["lazy"]), target=at_most(0))
