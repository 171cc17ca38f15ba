"""Roles: what each may do is kept as newsroom/roles.py says, whenever the database is migrated."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_a_site_that_was_there_before_gets_the_rights_of_what_is_new():
    editors = Group.objects.get(name="Editor")
    missing = editors.permissions.get(codename="publish_article")
    editors.permissions.remove(missing)
    call_command("migrate", verbosity=0)
    assert missing in editors.permissions.all()
