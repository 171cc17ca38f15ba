"""A form of the desk that comes too late loses nothing of what was typed, without JavaScript too."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from articles.models import Article
from articles.tests.desk_form import address, typed
from articles.tests.factories import make_article
from newsroom.tests.signing import LOGIN, PASSWORD

TEXT = "Typed for an hour, and then the session was over. " * 3
HERE = "http://testserver"


def kept_in(response):
    return re.search(r'name="kept" value="([^"]+)"', response.content.decode())[1]


def fields_of(response):
    page = response.content.decode()
    return dict(re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.S))


def sign_in_and_lose_it(client, user):
    """A browser in which `user` worked until the session ended."""
    client.force_login(user)
    client.get(reverse("admin:index"))
    del client.cookies[settings.SESSION_COOKIE_NAME]


def test_what_was_posted_after_the_session_ended_is_sent_after_signing_in(client, writer):
    article = make_article(owner=writer)
    sign_in_and_lose_it(client, writer)
    door = client.post(address(article), typed(article, body=TEXT))
    assert door.status_code == 403
    assert "What you sent is kept" in door.content.decode()
    wrong = client.post(LOGIN, {"login": writer.email, "password": "wrong", "kept": kept_in(door)})
    right = client.post(LOGIN, {"login": writer.email, "password": PASSWORD, "kept": kept_in(wrong)})
    assert right.status_code == 200
    assert f'action="{address(article)}"' in right.content.decode()
    assert Article.objects.get().body != TEXT
    client.post(address(article), fields_of(right))
    assert Article.objects.get().body == TEXT


def test_a_token_that_has_grown_old_asks_to_send_it_again(writer):
    article = make_article(owner=writer)
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)
    answer = client.post(address(article), typed(article, body=TEXT), headers={"Origin": HERE})
    assert answer.status_code == 403
    again = fields_of(answer)
    assert again["body"] == TEXT
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())[1]
    client.post(address(article), again | {"csrfmiddlewaretoken": token}, headers={"Origin": HERE})
    assert Article.objects.get().body == TEXT


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_another_sites_post_gets_no_button_to_press(writer, origin):
    article = make_article(owner=writer)
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)
    headers = {"Origin": origin} if origin else {}
    answer = client.post(address(article), typed(article, body=TEXT), headers=headers)
    assert answer.status_code == 403
    assert "<form" not in answer.content.decode()


@pytest.mark.parametrize("lie", ["x", "eyJ0byI6Ii8vZXZpbC5leGFtcGxlIn0:1:x", "x" * 100_000])
def test_what_was_not_packed_here_is_not_shown(client, writer, lie):
    answer = client.post(LOGIN, {"login": writer.email, "password": PASSWORD, "kept": lie})
    assert (answer.status_code, answer.url) == (302, reverse("admin:index"))


def test_a_password_and_a_scripts_post_are_not_carried(client, chief, writer):
    sign_in_and_lose_it(client, writer)
    for posted, headers in (
        ({"password1": "correct horse battery"}, {}),
        ({"headline": "x"}, {"Sec-Fetch-Mode": "cors"}),
        ({"headline": "x"}, {"Accept": "application/json"}),
        ({}, {}),
    ):
        answer = client.post(reverse("admin:articles_article_add"), posted, headers=headers)
        assert answer.status_code == 302


def test_markup_in_what_is_carried_is_printed_as_text(client, writer):
    nasty = '</textarea><script>alert(1)</script>"><img src=x onerror=alert(1)>' * 2
    sign_in_and_lose_it(client, writer)
    door = client.post(reverse("admin:articles_article_add"), typed(headline=nasty))
    page = client.post(LOGIN, {"login": writer.email, "password": PASSWORD, "kept": kept_in(door)}).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_who_signs_in_next_is_not_shown_what_somebody_else_sent(client, chief, writer):
    article = make_article(owner=writer)
    sign_in_and_lose_it(client, writer)
    door = client.post(address(article), typed(article, body=TEXT))
    answer = client.post(LOGIN, {"login": chief.email, "password": PASSWORD, "kept": kept_in(door)})
    assert (answer.status_code, answer.url) == (302, reverse("admin:index"))
    page = client.get(answer.url).content.decode()
    assert "is somebody else&#x27;s" in page
    assert TEXT not in page


def test_nothing_is_carried_for_a_browser_in_which_nobody_worked(client, chief):
    assert client.post(reverse("admin:articles_article_add"), typed(headline="Not mine")).status_code == 302
    client.cookies["desk_last"] = str(chief.pk)  # not signed
    assert client.post(reverse("admin:articles_article_add"), typed(headline="Not mine")).status_code == 302


@pytest.mark.parametrize("deed", ["user", "publish", "withdraw", "redact", "site"])
def test_no_deed_is_carried(client, chief, writer, deed):
    article = make_article(owner=writer)
    where = {"user": reverse("admin:newsroom_user_change", args=[writer.pk]), "site": "/admin/pages/site/1/change/"}
    sign_in_and_lose_it(client, chief)
    answer = client.post(
        where.get(deed) or address(article, deed), {"is_superuser": "on", "when": "now", "reason": "x"}
    )
    assert answer.status_code == 302


def test_all_that_will_be_sent_is_shown_and_no_verb_is(client, writer):
    article = make_article(owner=writer)
    sign_in_and_lose_it(client, writer)
    door = client.post(address(article), typed(article, dek="Short", then="publish"))
    page = client.post(LOGIN, {"login": writer.email, "password": PASSWORD, "kept": kept_in(door)}).content.decode()
    assert f"<code>{address(article)}</code>" in page
    assert ">Short</pre>" in page
    assert 'name="then"' not in page
