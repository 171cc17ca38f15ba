"""The chief makes accounts, gives roles, and takes them away."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from articles.tests.factories import make_article, make_user
from newsroom.models import LogLine, User
from newsroom.tests.signing import is_in, sign_in

pytestmark = pytest.mark.django_db

LIST = reverse("admin:newsroom_user_changelist")
ADD = reverse("admin:newsroom_user_add")
PASSWORD = "quiet harbour 9"


def page_of(person, name="change"):
    return reverse(f"admin:newsroom_user_{name}", args=[person.pk])


def group(name):
    return Group.objects.get(name=name).pk


def form_of(person, **fields):
    form = {"name": person.name, "email": person.email, "groups": [g.pk for g in person.groups.all()]}
    return form | {"is_active": "on"} | fields


@pytest.fixture
def boss(client, chief):
    """The chief's browser, just signed in."""
    sign_in(client, chief)
    return client


def test_a_new_writer_gets_a_password_from_the_chief(boss, client):
    boss.post(ADD, {"name": "Ada", "email": "Ada@Example.com", "groups": [group("Writer")], "password": PASSWORD})
    ada = User.objects.get(email="ada@example.com")
    assert ada.has_perm("articles.add_article")
    assert not ada.is_superuser
    assert not mail.outbox
    client.logout()
    sign_in(client, ada, PASSWORD)
    assert is_in(client)


def test_a_new_writer_without_a_password_gets_a_mail(boss, client):
    boss.post(ADD, {"name": "Ada", "email": "ada@example.com", "groups": [group("Writer")]})
    [message] = mail.outbox
    assert message.to == ["ada@example.com"]
    link = re.search(r"https?://[^/]+(\S+)", message.body)[1]
    client.logout()
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    sign_in(client, "ada@example.com", PASSWORD)
    assert is_in(client)


def test_a_weak_password_is_refused_for_others_too(boss):
    answer = boss.post(ADD, {"name": "Ada", "email": "ada@example.com", "password": "12345"})
    assert answer.context["adminform"].form.errors["password"]
    assert not User.objects.filter(email="ada@example.com").exists()


def test_an_address_is_taken_whatever_its_capitals(boss, writer):
    answer = boss.post(ADD, {"name": "Ada", "email": writer.email.upper()})
    assert "Somebody has this e-mail address already." in answer.content.decode()


def test_a_role_is_changed_and_the_log_says_to_what(boss, writer):
    boss.post(page_of(writer), form_of(writer, groups=[group("Editor")]))
    writer = User.objects.get(pk=writer.pk)
    assert writer.has_perm("articles.publish_article")
    assert LogLine.objects.get(action="gave a role").reason == "Editor"


def test_somebody_who_leaves_is_closed_out_and_keeps_his_stories(boss, writer):
    story = make_article(owner=writer)
    boss.post(page_of(writer), {key: value for key, value in form_of(writer).items() if key != "is_active"})
    writer.refresh_from_db()
    story.refresh_from_db()
    assert not writer.is_active
    assert story.owner == writer


def test_who_has_worked_here_cannot_be_deleted_and_the_page_says_why(boss, writer):
    make_article(owner=writer)
    page = boss.get(page_of(writer, "delete")).content.decode()
    assert "has worked here" in page
    boss.post(page_of(writer, "delete"), {"post": "yes"})
    assert User.objects.filter(pk=writer.pk).exists()


def test_an_account_made_by_mistake_can_be_deleted(boss, writer):
    boss.post(page_of(writer, "delete"), {"post": "yes"})
    assert not User.objects.filter(pk=writer.pk).exists()
    assert LogLine.objects.get(action="deleted").label == writer.name


def test_the_chief_cannot_lock_himself_out(boss, chief):
    """So there is always one."""
    for field in ["is_superuser", "is_active"]:
        form = form_of(chief, is_superuser="on")
        del form[field]
        answer = boss.post(page_of(chief), form)
        assert "Ask another chief." in answer.content.decode()
    assert boss.post(page_of(chief, "delete"), {"post": "yes"}).status_code == 403
    chief.refresh_from_db()
    assert chief.is_superuser
    assert chief.is_active


def test_a_password_set_by_the_chief_ends_the_sessions(boss, client, writer):
    theirs = type(client)()
    theirs.force_login(writer)
    boss.post(page_of(writer, "password"), {"password": PASSWORD})
    assert not is_in(theirs)
    sign_in(theirs, writer, PASSWORD)
    assert is_in(theirs)


def test_a_link_is_mailed_on_demand_by_post_alone(boss, writer):
    assert boss.get(page_of(writer, "mail")).status_code == 405
    boss.post(page_of(writer, "mail"))
    assert mail.outbox[0].to == [writer.email]


def test_no_page_about_people_shows_a_hash(boss, writer):
    for address in [LIST, page_of(writer), page_of(writer, "password"), page_of(writer, "history")]:
        assert writer.password not in boss.get(address).content.decode()


def test_the_list_filters_by_role(boss, writer, editor):
    page = boss.get(LIST, {"role": "Editor"}).content.decode()
    assert editor.email in page
    assert writer.email not in page


# What changes who may do what takes the password again


@pytest.mark.parametrize("name", ["change", "delete", "password"])
def test_a_session_that_is_not_fresh_is_asked_for_the_password(client, chief, writer, name):
    client.force_login(chief)
    answer = client.get(page_of(writer, name))
    assert answer.url == f"{reverse('account_reauthenticate')}?next={page_of(writer, name).replace('/', '%2F')}"
    client.post(answer.url, {"password": "wrong horse"})
    assert client.get(page_of(writer, name)).status_code == 302
    assert client.post(answer.url, {"password": "correct horse"}).url == page_of(writer, name)
    assert client.get(page_of(writer, name)).status_code == 200


def test_signing_in_counts_for_a_quarter_of_an_hour(client, chief, writer):
    sign_in(client, chief)
    assert client.get(page_of(writer)).status_code == 200
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 901
    session.save()
    assert client.get(page_of(writer)).status_code == 302


def test_what_is_posted_unconfirmed_is_neither_done_nor_kept(client, chief):
    client.force_login(chief)
    client.post(ADD, {"name": "Eve", "email": "eve@example.com", "is_superuser": "on", "password": PASSWORD})
    assert not User.objects.filter(email="eve@example.com").exists()
    assert PASSWORD not in str(dict(client.session))


def test_others_are_refused_before_they_are_asked_anything(client, editor, writer):
    client.force_login(editor)
    assert client.get(page_of(writer)).status_code == 403
    assert make_user() and client.get(ADD).status_code == 403
