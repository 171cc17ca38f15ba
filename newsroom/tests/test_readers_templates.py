"""The readers' templates, in Jinja: what they may print as it is, how they write words and times."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import engines
from django.utils import dateformat, timezone
from jinja2 import UndefinedError

from newsroom import dates

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = sorted(
    str(path.relative_to(FOLDER))
    for path in FOLDER.rglob("*.*")
    if path.suffix in (".html", ".xml") and FOLDER / "desk" not in path.parents
)
# Columns and a property that a markup.py filled: sanitised HTML.
SAFE = {"author.bio_html", "comment.body_html", "edition.body_html", "page.body_html", "parent.body_html", "preview"}


def printed(text, **context):
    return engines["jinja2"].from_string(text).render(context)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_in_jinja_and_marks_as_safe_only_what_a_markup_module_returned(name):
    engines["jinja2"].get_template(name)
    text = (FOLDER / name).read_text()
    assert not re.search(r"\bautoescape\b|\bMarkup\b", text)
    assert set(re.findall(r"([\w.]+|\S)\s*\|\s*safe\b", text)) <= SAFE


def test_nothing_that_the_environment_offers_marks_as_safe():
    for path in [settings.BASE_DIR / "newsroom" / "jinja.py", *settings.BASE_DIR.glob("*/jinja.py")]:
        assert not re.search("mark_safe|Markup|SafeString", path.read_text()), path


def test_what_is_printed_is_escaped_in_words_too():
    assert printed("{{ x }}", x="<b>") == "&lt;b&gt;"
    assert printed('{{ _("by %(name)s", name=x) }}', x="<b>") == "by &lt;b&gt;"


def test_a_slip_of_the_pen_is_an_error():
    for text in ("{{ edtion }}", "{{ edition.headlin }}", "{% if edtion %}{% endif %}"):
        with pytest.raises(UndefinedError):
            printed(text, edition=object())


def test_a_number_chooses_its_word():
    text = '{{ ngettext("%(num)s story", "%(num)s stories", n) }}'
    assert [printed(text, n=n) for n in (1, 2)] == ["1 story", "2 stories"]


@pytest.mark.parametrize("pattern", ["j F Y", "H:i", "j F Y, H:i T", r"j F Y, H:i \U\h\r", "l, j F Y", "Y-m", "M", "O"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kathmandu", "UTC"])
def test_times_are_written_as_django_writes_them(settings, pattern, zone):
    settings.TIME_ZONE = zone
    for hours in range(0, 9000, 371):
        at = datetime(2026, 1, 1, 0, 17, 5, tzinfo=UTC) + timedelta(hours=hours)
        for given in (at, at.astimezone(ZoneInfo("America/Chicago"))):
            assert dates.date(given, pattern) == dateformat.format(timezone.localtime(at), pattern)
            assert dates.iso(given) == timezone.localtime(at).isoformat()


def test_the_same_instant_on_two_clocks_is_two_hours(settings):
    at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for zone, hour in [("Europe/Berlin", "13:00"), ("Europe/London", "12:00"), ("Europe/Berlin", "13:00")]:
        settings.TIME_ZONE = zone
        assert dates.date(at, "H:i") == hour


def test_makemessages_finds_the_words_of_readers_and_of_the_desk(tmp_path, monkeypatch):
    for name in ("_find.html", "articles/_facts.html", "articles/_words.html", "desk/admin/404.html"):
        (tmp_path / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / name).write_text((FOLDER / name).read_text())
    (tmp_path / "locale").mkdir()
    monkeypatch.chdir(tmp_path)
    for name, folder in [("READERS", "templates"), ("DESK", "templates/desk")]:
        monkeypatch.setattr(f"newsroom.management.commands.makemessages.{name}", tmp_path / folder)
    call_command("makemessages", locale=["de"], stdout=StringIO())
    found = (tmp_path / "locale/de/LC_MESSAGES/django.po").read_text()
    for words in (
        'msgid "Search"',
        'msgid "There is nothing here."',
        'msgid_plural "%(num)s minutes"',
        'msgctxt "between',
    ):
        assert words in found
