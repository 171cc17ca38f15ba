"""The command `manage.py demo`: it fills an empty site, and leaves any other alone."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Section
from articles.tests.factories import make_article, make_user
from images.models import Image
from importers.demo import load, pictures, reporting
from newsroom import roles
from newsroom.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _aside(settings, tmp_path, monkeypatch, db):
    roles.grant()  # a test that emptied the database took the groups with it
    settings.VAR = tmp_path
    monkeypatch.setattr(pictures, "WIDTH", 160)


@pytest.mark.parametrize("make", [make_article, make_user])
def test_a_site_in_use_is_left_alone(make, capsys, tmp_path):
    make()
    sections = Section.objects.count()
    call_command("demo")
    assert "Nothing changed." in capsys.readouterr().out
    assert Section.objects.count() == sections
    assert not Image.objects.exists()
    assert not (tmp_path / load.SIGN_INS).exists()


def test_stopped_half_way_it_leaves_the_site_empty_and_the_next_run_fills_it(capsys, monkeypatch, tmp_path):
    def stop(story):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reporting.Story, "approved", stop)
        with pytest.raises(CommandError, match="still empty"):
            call_command("demo")
    assert load.site_is_empty()
    assert not (tmp_path / load.SIGN_INS).exists()
    drawn = Image.objects.count()

    call_command("demo")
    assert Image.objects.count() == drawn
    assert Article.objects.count() > 30
    out = capsys.readouterr().out
    assert "33 stories (26 live)" in out
    sign_ins = (tmp_path / load.SIGN_INS).read_text("utf-8").splitlines()[1:]
    assert not any(line.split()[-1] in out for line in sign_ins)
    assert User.objects.count() == 5
