"""Forgotten, changed and mailed passwords."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from newsroom.models import User
from newsroom.tests.signing import PASSWORD, is_in, sign_in

pytestmark = pytest.mark.django_db

NEW = "quiet harbour 9"
RESET = reverse("account_reset_password")


def mailed_link(message):
    return re.search(r"https?://\S+", message.body)[0]


def choose(client, link, password=NEW):
    """Follow the mailed link and type a new password."""
    page = client.get(link.removeprefix(settings.SITE_URL), follow=True)
    form = page.context["form"]
    assert "password1" in form.fields
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})


def test_a_forgotten_password_is_replaced_by_mail(client, writer):
    client.post(RESET, {"email": writer.email})
    [message] = mail.outbox
    assert message.to == [writer.email]
    link = mailed_link(message)
    assert link.startswith(settings.SITE_URL)
    choose(client, link)
    sign_in(client, writer, PASSWORD)
    assert not is_in(client)
    sign_in(client, writer, NEW)
    assert is_in(client)


def test_a_link_works_once(client, writer):
    client.post(RESET, {"email": writer.email})
    link = mailed_link(mail.outbox[0])
    choose(client, link)
    page = Client().get(link.removeprefix(settings.SITE_URL), follow=True)
    assert "This link no longer works." in page.content.decode()


def test_a_link_is_on_our_own_address_whatever_host_was_named(client, writer, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(RESET, {"email": writer.email}, headers={"Host": "evil.example"})
    assert "evil" not in mail.outbox[0].body


def test_a_reset_opens_the_door_that_failures_had_shut(client, writer):
    for _ in range(6):
        sign_in(client, writer, "wrong horse")
    client.post(RESET, {"email": writer.email})
    choose(client, mailed_link(mail.outbox[0]))
    sign_in(client, writer, NEW)
    assert is_in(client)


def test_an_unknown_address_gets_a_mail_that_says_so(client):
    client.post(RESET, {"email": "nobody@example.com"})
    assert "no account under this address" in mail.outbox[0].body


def test_a_closed_account_gets_no_link(client, writer):
    User.objects.update(is_active=False)
    client.post(RESET, {"email": writer.email})
    assert "/password/reset/key/" not in mail.outbox[0].body


def test_one_address_gets_five_mails_a_minute_at_most(client, writer):
    for _ in range(8):
        answer = client.post(RESET, {"email": writer.email})
    assert answer.status_code == 429
    assert len(mail.outbox) == 5


def change(client, old=PASSWORD):
    return client.post(reverse("account_change_password"), {"oldpassword": old, "password1": NEW, "password2": NEW})


def test_a_changed_password_ends_the_other_sessions_and_is_told_by_mail(client, writer):
    elsewhere = Client()
    sign_in(elsewhere, writer)
    sign_in(client, writer)
    change(client)
    assert is_in(client)
    assert not is_in(elsewhere)
    assert "has been changed" in mail.outbox[-1].body
    assert mail.outbox[-1].to == [writer.email]


def test_changing_takes_the_old_password(client, writer):
    client.force_login(writer)
    change(client, old="wrong horse")
    writer.refresh_from_db()
    assert writer.check_password(PASSWORD)


@pytest.mark.parametrize("weak", ["short", "password1234", "writer1@example.com"])
def test_a_weak_password_is_refused(client, writer, weak):
    User.objects.update(email="writer1@example.com")
    client.force_login(writer)
    form = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert client.post(reverse("account_change_password"), form).context["form"].errors
    writer.refresh_from_db()
    assert writer.check_password(PASSWORD)


def test_the_mails_subject_and_text_name_the_publication(client, writer):
    client.post(RESET, {"email": writer.email})
    assert mail.outbox[0].subject == f"{settings.SITE_NAME}: a link for choosing your password"
    assert settings.SITE_NAME in mail.outbox[0].body


def test_an_account_leaves_its_former_address_behind(client, writer):
    """After the address is changed, the old one opens nothing: not by password, nor by mail, nor by an old link."""
    former = writer.email
    client.post(RESET, {"email": former})
    link = mailed_link(mail.outbox.pop())
    writer.email = "New@Example.com"
    writer.save()
    page = client.get(link.removeprefix(settings.SITE_URL), follow=True)
    assert "This link no longer works." in page.content.decode()
    client.post(RESET, {"email": former})
    assert "/password/reset/key/" not in mail.outbox.pop().body
    sign_in(client, former)
    assert not is_in(client)
    sign_in(client, "new@example.com")
    assert is_in(client)


def test_a_former_address_may_be_somebody_elses(client, writer, editor):
    former = writer.email
    client.post(RESET, {"email": former})
    choose(client, mailed_link(mail.outbox.pop()))
    User.objects.filter(pk=writer.pk).update(email="moved@example.com")
    User.objects.filter(pk=editor.pk).update(email=former)
    client.post(RESET, {"email": former})
    choose(client, mailed_link(mail.outbox[-1]), "grey pebble 12")
    editor.refresh_from_db()
    assert editor.check_password("grey pebble 12")
