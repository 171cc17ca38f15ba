"""What every test may ask for: the newsroom's cast, a media folder of its own, and a browser where there is one."""

import pytest
from django.template.backends.jinja2 import Template
from django.test.signals import template_rendered
from hypothesis import settings as hypothesis_settings

from scripts import packages

# How long an example takes is the machine's business: several tests run at once.
hypothesis_settings.register_profile("newsroom", deadline=None)
hypothesis_settings.load_profile("newsroom")

CHROMIUM = packages.chromium()
# Chromium as root needs no-sandbox; the others keep it from calling home and from asking things.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items):
    if CHROMIUM:
        return
    no_browser = pytest.mark.skip(reason="no Chromium here: install it, or set CHROMIUM to its path")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(no_browser)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """Give browser tests SQLite in a file: in memory, a request fails at a locked table instead of waiting."""
    from django.db import connections

    browser = any(item.get_closest_marker("browser") for item in request.session.items)
    if browser and connections["default"].vendor == "sqlite":
        connections.databases["default"]["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture(scope="session", autouse=True)
def _own_purges(tmp_path_factory):
    from django.conf import settings

    settings.PURGE_TABLE = str(tmp_path_factory.mktemp("purges") / "purges")


@pytest.fixture(autouse=True)
def _empty_cache():
    from django.core.cache import cache

    from newsroom.pagecache.table import EVERYTHING, table

    yield
    cache.clear()
    table().bump([EVERYTHING])


@pytest.fixture(scope="session", autouse=True)
def _emptying_between_tests():
    """Let the emptying of the test database, and nothing else, past the triggers of tables that are append-only."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    from tests.emptying import past_triggers

    flush = BaseDatabaseOperations.execute_sql_flush
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", past_triggers(flush))
        yield


@pytest.fixture(scope="session", autouse=True)
def _contexts_of_jinja():
    """Put what a view gave to a Jinja template into `response.context`, where Django puts it for its own language."""
    render = Template.render

    def telling(self, context=None, request=None):
        context = context or {}
        html = render(self, context, request)
        template_rendered.send(sender=self, template=self, context=context)
        return html

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", telling)
        yield


@pytest.fixture
def redis(tmp_path):
    """A Redis of the test's own: `.url`, `.cache_url`, `.client`, `.kill()`, `.start()`, `.stop()`, `.go_on()`."""
    from tests.redis_server import running

    with running(tmp_path) as server:
        yield server


@pytest.fixture
def writer(db):
    """Somebody of the group Writer."""
    return _make_user("writer")


@pytest.fixture
def editor(db):
    """Somebody of the group Editor."""
    return _make_user("editor")


@pytest.fixture
def moderator(db):
    """Somebody of the group Moderator."""
    return _make_user("moderator")


@pytest.fixture
def chief(db):
    """The superuser."""
    return _make_user("chief")


def _make_user(role):
    from articles.tests.factories import make_user

    return make_user(role)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Playwright drives the system's Chromium, not a download of its own."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_FLAGS}
