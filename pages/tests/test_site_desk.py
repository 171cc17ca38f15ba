"""The publication's name, logo and menus, edited at the desk and seen by readers."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles.tests.factories import make_image
from newsroom.models import LogLine
from pages.models import MenuItem, Site

pytestmark = pytest.mark.django_db

LIST = reverse("admin:pages_site_changelist")
PAGE = reverse("admin:pages_site_change", args=[1])


def form(*items, **fields):
    """The site's form with `items`, pairs of a label and an address, in its menu."""
    rows = {"menu-TOTAL_FORMS": len(items), "menu-INITIAL_FORMS": 0}
    for number, (label, address) in enumerate(items):
        row = {"label": label, "address": address, "place": "header", "position": number}
        rows |= {f"menu-{number}-{name}": value for name, value in row.items()}
    return {"name": "The Current", **rows, **fields}


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    client.get(LIST)  # makes the row
    return client


def test_the_list_leads_to_the_one_site_there_is(desk):
    assert desk.get(LIST).url == PAGE
    assert desk.get(PAGE).status_code == 200
    assert desk.get(reverse("admin:pages_site_add")).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        Site.objects.create(pk=2, name="Another")


def test_readers_see_the_name_the_logo_and_the_menu(desk, client):
    logo = make_image(alt="")
    items = [("Phones", "/section/phones/"), ("Our shop", "https://shop.example/")]
    answer = desk.post(PAGE, form(*items, tagline="Told straight", logo=logo.pk))
    assert answer.url == PAGE
    client.logout()
    page = client.get("/").content.decode()
    assert "The Current" in page
    assert "Told straight" in page
    assert logo.url in page
    assert page.index("/section/phones/") < page.index("https://shop.example/")
    assert LogLine.objects.filter(action="changed", label="The Current").exists()


@pytest.mark.parametrize(
    "bad", ["javascript:alert(1)", "//evil.example", "/\\evil.example", "http://plain.example", "phones", " "]
)
def test_a_menu_leads_to_a_page_of_ours_or_to_an_https_address(desk, bad):
    answer = desk.post(PAGE, form(("Odd", bad)))
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not MenuItem.objects.exists()


def test_a_menu_item_is_taken_out_again(desk):
    item = MenuItem.objects.create(site=Site.objects.create(pk=1), label="Old", address="/old/")
    row = {"menu-0-id": item.pk, "menu-0-site": 1, "menu-0-DELETE": "on", "menu-INITIAL_FORMS": 1}
    desk.post(PAGE, form(("Old", "/old/")) | row)
    assert not MenuItem.objects.exists()


def test_a_name_is_only_words_wherever_it_is_printed(desk, client):
    desk.post(PAGE, form(("<b>Bold</b>", "/bold/"), name='"><img src=x onerror=alert(1)>', footer="<script>"))
    for address in [PAGE, "/", reverse("account_login"), "/feed/"]:
        page = desk.get(address).content.decode()
        assert "<img src=x" not in page
        assert "<b>Bold</b>" not in page
        assert "<script>\n" not in page


def test_a_menu_of_another_site_cannot_be_smuggled_in(desk):
    """Ids in the form that are not of this formset change nothing."""
    answer = desk.post(PAGE, form(("Odd", "/odd/")) | {"menu-0-id": 999, "menu-INITIAL_FORMS": 1})
    assert answer.status_code == 200
    assert not MenuItem.objects.exists()


@pytest.mark.parametrize("role", ["writer", "moderator"])
def test_others_cannot_rename_the_publication(client, request, role):
    Site.objects.create(pk=1, name="The Current")
    client.force_login(request.getfixturevalue(role))
    assert client.post(PAGE, form(name="Mine")).status_code == 403
    assert Site.objects.get().name == "The Current"


def test_a_new_menu_item_without_a_position_comes_last(desk):
    for position, label in [(0, "First"), (30, "Second")]:
        MenuItem.objects.create(site_id=1, label=label, address="/", position=position)
    MenuItem.objects.create(site_id=1, label="Elsewhere", address="/", place="footer", position=90)
    desk.post(PAGE, form(("Third", "/third/")) | {"menu-0-position": ""})
    assert "Add another menu item" in desk.get(PAGE).content.decode()
    header = MenuItem.objects.filter(place="header")
    assert list(header.values_list("label", "position")) == [("First", 0), ("Second", 30), ("Third", 40)]
