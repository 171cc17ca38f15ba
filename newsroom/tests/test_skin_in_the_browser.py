"""The desk's skin in a real browser: axe finds nothing, the policy is kept, and a phone is wide enough."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from articles import desk
from articles.tests.factories import make_article, make_author, make_image, make_live_story
from authors.models import Author
from newsroom.models import User
from newsroom.tests.signing import PASSWORD
from pages.models import MenuItem, Page, Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = (settings.BASE_DIR / "tests/vendor/axe.min.js").read_text()
SIGN_IN = reverse("account_login")


@pytest.fixture
def complaints(page):
    """What the browser's console says; a breach of the policy is there, too."""
    found = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def at_the_desk(live_server, page, chief, complaints):
    """Signed in as the chief, by the form, with something on every page."""
    story = make_article(owner=chief)
    desk.submit(story, by=chief)
    author = make_live_story().bylines.get().author
    author.portrait = make_image()
    author.bio = "Was at [a paper](https://example.com)."
    author.save()
    make_author(name="Nobody Yet")
    Page.objects.create(title="About us", slug="about", published=True)
    MenuItem.objects.create(site=Site.objects.create(pk=1, name="The Current"), label="About", address="/about/")
    sign_in(page, live_server, chief)
    return page


def sign_in(page, live_server, user):
    page.goto(f"{live_server.url}{SIGN_IN}")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{live_server.url}{reverse('admin:index')}")


def violations(page):
    """Axe's complaints. It is not loaded as a script of the page, whose policy it would breach."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": AXE})
    found = page.evaluate("async () => (await axe.run({runOnly: AXE_TAGS})).violations".replace("AXE_TAGS", TAGS))
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


TAGS = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
OUTSIDE = ["account_login", "account_reset_password", "account_signup", "account_reset_password_done"]


def inside():
    """One page of each kind at the desk."""
    used, unused = Author.objects.exclude(portrait=None).get().pk, Author.objects.get(name="Nobody Yet").pk
    page, person = Page.objects.get().pk, User.objects.get().pk
    return [
        "/admin/",
        "/admin/authors/author/",
        f"/admin/authors/author/{used}/change/",
        f"/admin/authors/author/{used}/delete/",
        f"/admin/authors/author/{unused}/delete/",
        "/admin/authors/author/add/?_popup=1",
        f"/admin/pages/page/{page}/history/",
        "/admin/pages/site/1/change/",
        "/admin/newsroom/user/",
        f"/admin/newsroom/user/{person}/change/",
        f"/admin/newsroom/user/{person}/password/",
        "/admin/newsroom/user/add/",
        "/admin/newsroom/logline/",
        "/admin/nothing/",
        "/accounts/password/change/",
        "/accounts/confirm/",
    ]


def look(page, complaints, addresses, scheme, width):
    """What is wrong with each page: a breach of the policy, what axe finds, more width than the screen has."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for address in addresses:
        complaints.clear()
        page.goto(address, wait_until="load")
        wrong = [text for text in complaints if "404 (Not Found)" not in text]
        wrong += [f"leads to {page.url}"] * (page.url != address)
        wide = page.evaluate("document.documentElement.scrollWidth") - width
        wrong += ["too wide"] * (wide > 0) + violations(page)
        if wrong:
            found[address] = wrong
    return found


# Each width and each scheme once: the colours do not depend on the width.


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_nothing_is_wrong_with_the_desks_pages(at_the_desk, live_server, complaints, scheme, width):
    addresses = [live_server.url + address for address in inside()]
    hosts = set()
    at_the_desk.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    assert look(at_the_desk, complaints, addresses, scheme, width) == {}
    assert hosts == {live_server.url.split("/")[2]}


@pytest.mark.parametrize(("scheme", "width"), [("dark", 1280), ("light", 320)])
def test_nothing_is_wrong_with_the_pages_before_the_door(page, live_server, complaints, scheme, width):
    addresses = [live_server.url + reverse(name) for name in OUTSIDE]
    assert look(page, complaints, addresses, scheme, width) == {}


def test_on_a_phone_the_nouns_are_behind_a_button(at_the_desk):
    at_the_desk.set_viewport_size({"width": 390, "height": 800})
    nouns = at_the_desk.get_by_role("navigation", name="The desk")
    expect(nouns).to_be_hidden()
    at_the_desk.get_by_role("button", name="Menu").click()
    expect(nouns).to_be_visible()
    assert violations(at_the_desk) == []
    at_the_desk.keyboard.press("Escape")
    expect(nouns).to_be_hidden()
    at_the_desk.get_by_role("button", name="Menu").click()
    nouns.get_by_role("link", name="Pages").click()
    expect(at_the_desk.get_by_role("heading", name="Pages", level=1)).to_be_visible()


def test_the_account_menu_says_who_one_is_and_signs_out(at_the_desk, live_server, chief):
    at_the_desk.get_by_role("button", name="Your account").click()
    menu = at_the_desk.locator("#desk-me")
    expect(menu).to_contain_text(chief.name)
    expect(menu).to_contain_text("Chief")
    assert violations(at_the_desk) == []
    menu.get_by_role("button", name="Sign out").click()
    expect(menu).not_to_be_attached()
    at_the_desk.goto(f"{live_server.url}/admin/")
    expect(at_the_desk.get_by_role("heading", level=1)).to_have_text("Sign in to the desk")


def test_the_colours_can_be_turned_and_stay_so(at_the_desk):
    at_the_desk.emulate_media(color_scheme="light")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = at_the_desk.evaluate(ground)
    at_the_desk.get_by_role("button", name="Dark colours").click()
    dark = at_the_desk.evaluate(ground)
    assert dark != light
    at_the_desk.reload()
    assert at_the_desk.evaluate(ground) == dark


def test_a_filter_opens_one_at_a_time_and_closes_by_escape(at_the_desk, live_server):
    at_the_desk.goto(f"{live_server.url}/admin/newsroom/logline/")
    first, second = at_the_desk.locator("details.filter").all()[:2]
    first.locator("summary").click()
    expect(first.get_by_role("link").first).to_be_visible()
    assert violations(at_the_desk) == []
    second.locator("summary").click()
    expect(first.get_by_role("link").first).to_be_hidden()
    at_the_desk.keyboard.press("Escape")
    expect(second.get_by_role("link").first).to_be_hidden()
    first.locator("summary").click()
    first.get_by_role("link", name="submitted").click()
    expect(at_the_desk.locator("#result_list tbody tr")).to_have_count(1)


def test_the_menu_of_the_site_grows_by_a_row(at_the_desk, live_server):
    at_the_desk.goto(f"{live_server.url}/admin/pages/site/1/change/")
    at_the_desk.get_by_text("Add another").click()
    row = at_the_desk.locator("#menu-2")
    row.get_by_label("Label").fill("Ethics")
    row.get_by_label("Address").fill("/ethics/")
    at_the_desk.get_by_role("button", name="Save", exact=True).click()
    expect(at_the_desk.get_by_role("status")).to_contain_text("was changed successfully")
    assert MenuItem.objects.filter(label="Ethics").exists()


def test_a_mistake_is_told_where_it_is(at_the_desk, live_server):
    at_the_desk.goto(f"{live_server.url}/admin/authors/author/add/")
    at_the_desk.get_by_label("Website").fill("javascript:alert(1)")
    at_the_desk.get_by_role("button", name="Save", exact=True).click()
    field = at_the_desk.get_by_label("Website")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("javascript:alert(1)")
    told = field.get_attribute("aria-describedby").split()
    assert "Enter a valid URL." in at_the_desk.locator(f"#{told[-1]}").inner_text()
    assert violations(at_the_desk) == []
