"""The static files as production serves them: under names that change with their content, and compressed."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from newsroom.settings import STORAGES

pytestmark = pytest.mark.once


@pytest.fixture
def gathered(settings, tmp_path):
    settings.STORAGES = STORAGES
    settings.STATIC_ROOT = str(tmp_path / "static")
    call_command(
        "collectstatic", interactive=False, verbosity=0
    )  # fails where a stylesheet names a file that isn't there
    return tmp_path / "static"


def test_every_file_can_be_gathered_and_has_a_lasting_name(gathered):
    files = {str(path.relative_to(gathered)) for path in gathered.rglob("*") if path.is_file()}
    assert "staticfiles.json" in files
    lasting = staticfiles_storage.stored_name("admin/css/base.css")
    assert lasting != "admin/css/base.css"
    assert {lasting, f"{lasting}.gz", f"{lasting}.br"} <= files
