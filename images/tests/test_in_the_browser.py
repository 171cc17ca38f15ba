"""Choosing, uploading and placing pictures, in a real browser."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from images.models import Image
from images.tests.factories import add_picture, draw, encode

pytestmark = [pytest.mark.browser, pytest.mark.urls("images.tests.urls"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(live_server, page, client, writer):
    """The form page, signed in as a writer; fails on any error in the console, a breach of the CSP among them."""
    client.force_login(writer)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/a-form/")
    yield page
    assert [text for text in complaints if "400 (Bad Request)" not in text] == []


def pick(page):
    page.get_by_role("button", name="Choose or upload").click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    return dialog


def picture_file(seed=0):
    return {"name": "phone.jpg", "mimeType": "image/jpeg", "buffer": encode(draw(seed=seed))}


def test_a_picture_is_found_and_chosen_by_keyboard(desk):
    wanted = add_picture(seed=1, alt="A quay at dawn")
    add_picture(seed=2, alt="A phone on a table")
    dialog = pick(desk)
    assert desk.evaluate("document.activeElement.type") == "search"
    desk.keyboard.type("quay")
    expect(dialog.locator(".picture-choice")).to_have_count(1)
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    dialog.wait_for(state="hidden")
    assert desk.locator(".picture-chosen").inner_text() == "A quay at dawn"
    desk.get_by_role("button", name="Save").click()
    assert desk.locator("output").inner_text() == str(wanted.pk)


def test_escape_closes_the_dialog_and_gives_the_focus_back(desk):
    dialog = pick(desk)
    desk.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert "Choose or upload" in desk.evaluate("document.activeElement.textContent")


def test_more_of_the_library_is_shown_on_demand(desk):
    for seed in range(26):
        add_picture(seed=seed, size=(20, 20), alt=f"Picture {seed}")
    dialog = pick(desk)
    dialog.get_by_role("button", name="Show more").click()
    dialog.get_by_role("button", name="Picture 0", exact=True).wait_for()
    assert dialog.locator(".picture-choice").count() == 26
    assert not dialog.get_by_role("button", name="Show more").is_visible()


def test_an_upload_asks_for_alt_text_and_is_then_used(desk):
    dialog = pick(desk)
    dialog.get_by_role("button", name="Upload", exact=True).click()
    dialog.locator("input[type=file]").set_input_files(picture_file())
    dialog.locator("canvas").wait_for()
    dialog.get_by_role("button", name="Upload and use").click()
    dialog.get_by_text("Say what the picture shows, or mark it").wait_for()
    assert desk.evaluate("document.activeElement.name") == "alt"
    desk.keyboard.type("A grey phone on a table")
    dialog.get_by_role("button", name="Upload and use").click()
    dialog.wait_for(state="hidden")
    image = Image.objects.get()
    assert image.alt == "A grey phone on a table"
    assert desk.locator("[name=hero]").input_value() == str(image.pk)


@pytest.mark.parametrize("event", ["drop", "paste"])
def test_a_picture_is_dropped_or_pasted_into_the_dialog(desk, event):
    dialog = pick(desk)
    give_file(desk, "dialog", event)
    dialog.locator("canvas").wait_for()
    assert desk.evaluate("document.querySelector('dialog input[type=file]').files[0].name") == "given.jpg"


def test_a_picture_dropped_on_the_control_opens_the_dialog_with_it(desk):
    give_file(desk, ".picture-input", "drop")
    desk.get_by_role("dialog").locator("canvas").wait_for()


def give_file(page, selector, event):
    page.evaluate(
        """([selector, event, bytes]) => {
            const bag = new DataTransfer();
            bag.items.add(new File([new Uint8Array(bytes)], "given.jpg", { type: "image/jpeg" }));
            const asked = { dataTransfer: bag, clipboardData: bag, bubbles: true, cancelable: true };
            const given = event === "drop" ? new DragEvent("drop", asked) : new ClipboardEvent("paste", asked);
            document.querySelector(selector).dispatchEvent(given);
        }""",
        [selector, event, list(encode(draw((60, 40))))],
    )


def test_a_file_that_was_there_is_chosen_and_said_to_be_known(desk, editor):
    image = add_picture(alt="Discs", by=editor)
    dialog = pick(desk)
    dialog.get_by_role("button", name="Upload", exact=True).click()
    dialog.locator("input[type=file]").set_input_files(picture_file())
    dialog.get_by_label("Alt text").fill("Other words")
    dialog.get_by_role("button", name="Upload and use").click()
    expect(desk.get_by_role("status").filter(has_text="in the library already")).to_be_visible()
    assert desk.locator("[name=hero]").input_value() == str(image.pk)
    image.refresh_from_db()
    assert image.alt == "Discs"


def test_a_chosen_picture_can_be_taken_away(desk):
    add_picture()
    pick(desk).get_by_role("button", name="Coloured discs").click()
    desk.get_by_role("button", name="Remove").click()
    assert desk.locator("[name=hero]").input_value() == ""
    assert not desk.locator(".picture-chosen").is_visible()


def test_a_click_or_the_arrow_keys_set_the_focal_point(desk, live_server, writer):
    image = add_picture(by=writer, size=(900, 300))
    desk.goto(live_server.url + reverse("admin:images_image_change", args=[image.pk]))
    box = desk.locator(".picture-stage img").bounding_box()
    desk.mouse.click(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.7)
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Shift+ArrowUp")
    mark = desk.get_by_role("button", name=re.compile("Focal point: 21 percent from the left, 60 percent"))
    place = mark.bounding_box()
    assert abs(place["x"] + place["width"] / 2 - box["x"] - box["width"] * 0.21) < 2
    assert desk.locator(".picture-crop-square").evaluate("crop => getComputedStyle(crop).objectPosition") == "21% 60%"
    desk.locator("[name=_continue]").click()
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (0.21, 0.6)
