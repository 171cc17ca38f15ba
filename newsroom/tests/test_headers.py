"""What every answer says to the browser besides its text."""

import re

import pytest
from django.urls import reverse

from articles.tests.factories import make_image, make_live_story

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(answer):
    parts = answer.headers["Content-Security-Policy"].split(";")
    return {name: value for name, _space, value in (part.strip().partition(" ") for part in parts if part.strip())}


@pytest.fixture(params=["front", "story", "sign-in", "desk", "not found", "not allowed"])
def answer(request, client, writer):
    story = make_live_story()
    addresses = {
        "front": "/",
        "story": story.get_absolute_url(),
        "sign-in": reverse("account_login"),
        "desk": reverse("admin:index"),
        "not found": "/nothing/here/",
        "not allowed": reverse("admin:pages_page_changelist"),
    }
    if request.param in {"desk", "not allowed"}:
        client.force_login(writer)
    return client.get(addresses[request.param])


def test_the_policy_lets_in_nothing_but_our_own_files(answer):
    assert policy(answer) == POLICY


def test_the_other_headers_are_there(answer):
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    for power in ["camera", "microphone", "geolocation", "payment", "browsing-topics"]:
        assert f"{power}=()" in answer.headers["Permissions-Policy"]


def test_nothing_is_written_inline(answer):
    """The policy would stop it in the browser; it must not be there in the first place."""
    page = answer.content.decode()
    assert not re.search(r"<style\b", page)
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page)
    for script in re.findall(r"<script\b[^>]*>", page):
        assert " src=" in script or "application/ld+json" in script


@pytest.mark.parametrize("name", ["admin:index", "account_change_password", "admin:newsroom_logline_changelist"])
def test_nobody_keeps_a_copy_of_what_one_person_sees(client, chief, name):
    client.force_login(chief)
    kept = client.get(reverse(name)).headers["Cache-Control"]
    assert "private" in kept
    assert "no-store" in kept


def test_a_session_cookie_is_out_of_scripts_reach(client, writer):
    client.post(reverse("account_login"), {"login": writer.email, "password": "correct horse"})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_picture_is_served_to_be_seen_and_nothing_else(client):
    image = make_image()
    answer = client.get(image.url)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("image/")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert policy(answer) == {"default-src": "'none'", "sandbox": ""}
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies


@pytest.mark.parametrize(
    "way",
    [
        "..%2f..%2fetc/passwd",
        "%2e%2e/secret.txt",
        "../secret.txt",
        "%252e%252e/secret.txt",
        "..%5csecret.txt",
        "..%c0%afsecret.txt",
        "x%00.png",
        "%00",
        "/etc/passwd",
        "./",
        "",
    ],
)
def test_no_way_leads_out_of_the_media_folder(client, settings, tmp_path, way):
    (tmp_path / "media").mkdir()
    (tmp_path / "secret.txt").write_text("CANARY")
    settings.MEDIA_ROOT = str(tmp_path / "media")
    answer = client.get(f"/media/{way}")
    assert answer.status_code == 404
    assert b"CANARY" not in answer.content


def test_a_picture_is_not_written_to(client):
    image = make_image()
    for method in ["post", "put", "delete"]:
        assert getattr(client, method)(image.url).status_code == 405
