"""Getting in, and not getting in."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.tests.factories import make_user
from newsroom.models import User
from newsroom.tests.signing import LOGIN, is_in, sign_in

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")


def test_the_desk_leads_to_the_sign_in_page_and_back(client, editor):
    wanted = reverse("admin:pages_page_changelist")
    answer = client.get(wanted, follow=True)
    assert answer.redirect_chain[-1][0].startswith(LOGIN)
    page = answer.content.decode()
    assert f'value="{wanted}"' in page
    assert sign_in(client, editor, next=wanted).url == wanted
    assert client.get(wanted).status_code == 200


def test_without_a_wish_one_comes_to_today(client, writer):
    assert sign_in(client, writer).url == INDEX
    assert is_in(client)


def test_the_address_may_be_typed_in_capitals(client):
    make_user("writer", email="ada@example.com")
    sign_in(client, " ADA@Example.com ")
    assert is_in(client)


def test_a_wrong_password_keeps_what_was_typed_but_the_password(client, writer):
    page = sign_in(client, writer, "wrong horse").content.decode()
    assert writer.email in page
    assert "wrong horse" not in page
    assert not is_in(client)


def test_the_session_gets_a_new_number_at_sign_in(client, writer):
    """Somebody who planted a session in another's browser has nothing of it afterwards."""
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    sign_in(client, writer)
    assert client.session.session_key != session.session_key
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert not is_in(stolen)


def test_a_session_number_of_ones_own_choice_is_not_taken(client, writer):
    client.cookies[settings.SESSION_COOKIE_NAME] = "chosenbyanattacker00000000000000"
    sign_in(client, writer)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "chosenbyanattacker00000000000000"


def test_signing_out_takes_a_post(client, writer):
    client.force_login(writer)
    page = client.get(reverse("account_logout"))
    assert page.status_code == 200
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)


@pytest.mark.parametrize("name", ["admin:logout", "admin:password_change"])
def test_the_admins_own_pages_lead_to_ours(client, writer, name):
    client.force_login(writer)
    assert client.get(reverse(name)).url.startswith("/accounts/")
    assert is_in(client)


def test_somebody_deactivated_is_out_at_the_next_request(client, writer):
    client.force_login(writer)
    assert is_in(client)
    User.objects.filter(pk=writer.pk).update(is_active=False)
    assert not is_in(client)


def test_somebody_deactivated_learns_it_only_with_the_right_password(client):
    gone = make_user("writer", is_active=False)
    assert "/inactive/" not in sign_in(client, gone, "wrong horse").headers.get("Location", "")
    answer = sign_in(client, gone)
    assert answer.url == reverse("account_inactive")
    assert not is_in(client)
    assert client.get(answer.url).status_code == 200


def test_somebody_without_a_role_at_the_desk_gets_a_page_and_no_loop(client):
    reader = make_user("writer", is_staff=False)
    client.force_login(reader)
    answer = client.get(INDEX, follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1
    page = answer.content.decode()
    assert "Sign out" in page
    assert reader.email in page


def test_nobody_signs_up(client):
    page = client.get(reverse("account_signup"))
    assert "Nobody signs up here." in page.content.decode()
    form = {"email": "me@example.com", "password1": "quiet harbour 9", "password2": "quiet harbour 9"}
    client.post(reverse("account_signup"), form)
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "login/code/confirm/", "phone/change/", ""])
def test_nothing_else_of_allauth_has_an_address(client, writer, path):
    client.force_login(writer)
    assert client.get(f"/accounts/{path}").status_code == 404
