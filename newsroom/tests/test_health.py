"""What whoever watches the machine is told."""

import pytest
from django.db import connection


def test_livez_answers_without_a_database(client):
    answer = client.get("/livez")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_names_each_part(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "cache": "ok"}


@pytest.mark.django_db
def test_readyz_says_which_part_is_broken(client, settings, tmp_path):
    # A folder that cannot be made, because a file stands where it should be.
    (tmp_path / "file").write_text("")
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path / "file"}
    }
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "ok"
    assert answer.json()["cache"] != "ok"


@pytest.mark.django_db
def test_readyz_says_when_the_database_is_away(client):
    from django.db.utils import OperationalError

    def refuse(execute, sql, params, many, context):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(refuse):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "OperationalError", "cache": "ok"}


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
@pytest.mark.django_db
def test_no_cache_keeps_the_answer(client, path):
    assert "no-store" in client.get(path).headers["Cache-Control"]
