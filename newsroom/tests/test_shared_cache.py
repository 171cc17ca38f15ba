"""Redis as the shared cache, and what becomes of the site while it is killed, hangs or has lost all."""

import time

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.test import RequestFactory, override_settings

from articles.tests.factories import make_live_story
from comments.tests.factories import new_url, send
from newsroom.tests.signing import LOGIN, is_in, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.machines]


@pytest.fixture(autouse=True)
def shared(redis):
    """The cache as the settings make it from CACHE_URL."""
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    options = {"socket_connect_timeout": 0.1, "socket_timeout": 0.1, "retry": Retry(NoBackoff(), 0)}
    backend = "django.core.cache.backends.redis.RedisCache"
    with override_settings(CACHES={"default": {"BACKEND": backend, "LOCATION": redis.url, "OPTIONS": options}}):
        yield


@pytest.fixture(params=["kill", "stop"])
def away(request, redis):
    """Redis killed, or hanging. `.come_back()` brings it back."""
    getattr(redis, request.param)()
    redis.come_back = redis.start if request.param == "kill" else redis.go_on
    yield redis
    redis.go_on()


def test_wrong_guesses_are_counted_in_it(client, writer):
    for _ in range(6):
        sign_in(client, writer, "wrong horse")
    assert "Too many failed login attempts" in sign_in(client, writer).content.decode()


def test_nobody_gets_in_while_it_is_away(client, writer, away):
    began = time.monotonic()
    answer = sign_in(client, writer)
    assert time.monotonic() - began < 1
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "Nobody can sign in at the moment" in answer.content.decode()
    assert not is_in(client)
    assert client.get(LOGIN).status_code == 200


def test_no_guess_is_judged_while_it_is_away(client, writer, away, monkeypatch):
    judged = []
    monkeypatch.setattr("django.contrib.auth.models.AbstractBaseUser.check_password", lambda *words: judged.append(1))
    for _ in range(3):
        sign_in(client, writer, "wrong horse")
    assert not judged


def test_people_get_in_again_by_themselves_when_it_is_back(client, writer, away):
    sign_in(client, writer)
    away.come_back()
    sign_in(client, writer)
    assert is_in(client)


def test_whoever_is_signed_in_stays_so(client, writer, redis, request):
    sign_in(client, writer)
    redis.client.flushall()
    assert is_in(client)
    redis.kill()
    assert is_in(client)


def test_readers_read_and_comment_while_it_is_away(client, away):
    story = make_live_story()
    for path in ("/", story.get_absolute_url(), "/feed/", new_url(story)):
        began = time.monotonic()
        assert client.get(path).status_code == 200
        assert time.monotonic() - began < 2  # the templates' first use in it; in between lies no wait for Redis
    assert [send(client, story).status_code for _ in range(4)] == [302, 302, 302, 429]


def test_readers_pages_ask_it_nothing(client, redis):
    story = make_live_story()
    redis.client.config_resetstat()
    for path in ("/", story.get_absolute_url(), "/feed/", new_url(story)):
        client.get(path)
    assert set(redis.client.info("commandstats")) <= {"cmdstat_config|resetstat", "cmdstat_info"}


def test_a_password_can_be_chosen_at_the_desk_while_it_is_away(client, chief, writer, away):
    client.force_login(chief)
    context = RequestFactory().post("/")
    context.user = chief
    with request_context(context):
        get_adapter().set_password(writer, "another horse")
    writer.refresh_from_db()
    assert writer.check_password("another horse")


def test_readyz_names_it_while_it_is_away(client, away):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["cache"] in ("ConnectionError", "TimeoutError")
    away.come_back()
    assert client.get("/readyz").status_code == 200
