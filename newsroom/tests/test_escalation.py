"""Nobody but a chief changes who may do what, by whatever way (S30)."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from newsroom.models import User
from newsroom.tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["writer", "editor", "moderator"])
def climber(request, client):
    """Somebody signed in who is not a chief, though a well-meant group may change users."""
    user = request.getfixturevalue(request.param)
    generous = Group.objects.create(name="Generous")
    wide = ["add_user", "change_user", "delete_user", "view_user", "add_group", "change_group", "change_permission"]
    generous.permissions.set(Permission.objects.filter(codename__in=wide))
    user.groups.add(generous)
    sign_in(client, user)
    return user


def rights(user):
    user = User.objects.get(pk=user.pk)
    return user.is_superuser, user.is_staff, user.get_all_permissions()


def all_rights(user):
    return {
        "name": user.name,
        "email": user.email,
        "is_superuser": "on",
        "is_staff": "on",
        "is_active": "on",
        "groups": [group.pk for group in Group.objects.all()],
        "user_permissions": [permission.pk for permission in Permission.objects.all()],
    }


def test_nobody_raises_himself(client, climber):
    before = rights(climber)
    answer = client.post(reverse("admin:newsroom_user_change", args=[climber.pk]), all_rights(climber))
    assert answer.status_code == 403
    assert rights(climber) == before


def test_nobody_raises_another(client, climber, chief):
    friend = User.objects.create_user("friend@example.com", "correct horse", name="Friend")
    before = rights(friend)
    assert client.post(reverse("admin:newsroom_user_change", args=[friend.pk]), all_rights(friend)).status_code == 403
    assert rights(friend) == before


def test_nobody_makes_a_chief(client, climber):
    form = all_rights(climber) | {"email": "new@example.com", "password": "quiet harbour 9"}
    assert client.post(reverse("admin:newsroom_user_add"), form).status_code == 403
    assert not User.objects.filter(is_superuser=True).exists()


@pytest.mark.parametrize("name", ["password", "mail"])
def test_nobody_takes_over_the_chief(client, climber, chief, name):
    address = reverse(f"admin:newsroom_user_{name}", args=[chief.pk])
    assert client.post(address, {"password": "quiet harbour 9"}).status_code == 403
    chief.refresh_from_db()
    assert chief.check_password("correct horse")


def test_nobody_removes_the_chief(client, climber, chief):
    address = reverse("admin:newsroom_user_delete", args=[chief.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=chief.pk).exists()


@pytest.mark.parametrize("path", ["auth/group/", "auth/permission/", "account/emailaddress/", "taggit/tag/"])
def test_other_apps_pages_are_no_way_round(client, chief, path):
    sign_in(client, chief)
    assert client.get(f"/admin/{path}").status_code == 404


def test_a_password_form_takes_no_roles(client, climber):
    before = rights(climber)
    form = {"oldpassword": "correct horse", "password1": "quiet harbour 9", "password2": "quiet harbour 9"}
    client.post(reverse("account_change_password"), form | all_rights(climber))
    assert rights(climber) == before
