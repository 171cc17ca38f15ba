"""What somebody meets who tries passwords, addresses and ways round."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from articles.tests.factories import make_user
from newsroom.tests.signing import LOGIN, is_in, sign_in

pytestmark = pytest.mark.django_db

RESET = reverse("account_reset_password")


def fail(client, user, times):
    for _ in range(times):
        sign_in(client, user, "wrong horse")


def test_after_six_failures_the_right_password_is_refused_too(client, writer):
    fail(client, writer, 6)
    answer = sign_in(client, writer)
    assert answer.status_code == 200
    assert "Too many failed login attempts" in answer.content.decode()
    assert not is_in(client)


def test_the_others_get_in_all_the_same(client, writer, editor):
    fail(client, writer, 6)
    sign_in(client, editor)
    assert is_in(client)


def test_an_address_in_capitals_has_no_tries_of_its_own(client, writer):
    fail(client, writer.email.upper(), 6)
    sign_in(client, writer)
    assert not is_in(client)


def test_the_count_is_kept_for_another_browser(client, writer):
    fail(client, writer, 6)
    other = Client()
    sign_in(other, writer)
    assert not is_in(other)


def test_a_forwarded_address_gives_no_new_tries(client):
    """One machine may fail ten times a minute, whomever it tries and whatever it says of itself."""
    for number in range(10):
        form = {"login": f"nobody{number}@example.com", "password": "wrong horse"}
        client.post(LOGIN, form, headers={"X-Forwarded-For": f"192.0.2.{number}"})
    form = {"login": make_user().email, "password": "correct horse"}
    client.post(LOGIN, form, headers={"X-Forwarded-For": "192.0.2.99"})
    assert not is_in(client)


def test_asking_too_fast_is_answered_by_429(client):
    statuses = [client.post(LOGIN, {"login": "x", "password": ""}).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]


def anonymous(answer, address):
    """An answer without what is different each time: the token, the address that was typed."""
    page = answer.content.decode().replace(address, "ADDRESS")
    lines = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
    return answer.status_code, answer.headers.get("Location"), lines


def test_a_known_and_an_unknown_address_get_the_same_answer_at_sign_in(client, writer):
    known, unknown = sign_in(client, writer, "wrong horse"), sign_in(client, "nobody@example.com", "wrong horse")
    assert anonymous(known, writer.email) == anonymous(unknown, "nobody@example.com")


@pytest.mark.parametrize("broken", [False, True])
def test_a_known_and_an_unknown_address_get_the_same_answer_at_reset(client, writer, settings, broken):
    """When the mail server is down, too."""
    if broken:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 9
    known = client.post(RESET, {"email": writer.email})
    unknown = client.post(RESET, {"email": "nobody@example.com"})
    assert anonymous(known, writer.email) == anonymous(unknown, "nobody@example.com")
    assert known.status_code == 302


SMTP = "django.core.mail.backends.smtp.EmailBackend"
BAD = [
    "//evil.example",
    "https:evil.example",
    "/\\evil.example",
    "https://evil.example/",
    "https://testserver.evil.example",
    "/%09/evil.example",
    "\t//evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
]


@pytest.mark.parametrize("bad", BAD)
def test_no_next_leads_off_the_site(client, writer, bad):
    assert sign_in(client, writer, next=bad).url in {reverse("admin:index"), "/%09/evil.example"}
    again = client.get(LOGIN, {"next": bad})
    assert again.url in {reverse("admin:index"), "/%09/evil.example"}
    out = client.post(reverse("account_logout"), {"next": bad})
    assert out.url in {settings.ACCOUNT_LOGOUT_REDIRECT_URL, "/%09/evil.example"}


@pytest.mark.parametrize("bad", BAD)
def test_no_next_of_the_desks_own_door_leads_off_the_site(client, writer, bad):
    door = client.get(reverse("admin:login"), {"next": bad}, follow=True)
    assert all(address.startswith("/accounts/login/") for address, _status in door.redirect_chain)
    assert "evil" not in sign_in(client, writer).url


@pytest.mark.parametrize("path", ["login/", "logout/", "password/change/", "password/reset/", "confirm/"])
def test_a_form_without_its_token_is_refused(writer, path):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(writer)
    assert strict.post(f"/accounts/{path}", {}).status_code == 403


def test_another_host_gets_no_mail_out_of_us(client, writer):
    answer = client.post(RESET, {"email": writer.email}, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert not mail.outbox
