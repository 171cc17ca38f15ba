"""Signing in as a person does."""

from django.urls import reverse

LOGIN = reverse("account_login")
PASSWORD = "correct horse"  # of everybody whom articles.tests.factories.make_user makes


def sign_in(client, user, password=PASSWORD, **fields):
    """Post the sign-in form; returns the response."""
    return client.post(LOGIN, {"login": getattr(user, "email", user), "password": password, **fields})


def is_in(client):
    """Whether this browser may open the desk."""
    return client.get(reverse("admin:index")).status_code == 200
