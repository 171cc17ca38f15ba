"""The pinned packages: none below the release that closed its last known hole, each with hashes, no host named."""

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.version import Version

pytestmark = pytest.mark.once
ROOT = Path(__file__).parent.parent
FLOORS = {
    "django": "5.2.19",  # CVE-2026-113593: an empty Vary header read as none, by the cache
    "pillow": "13.0",  # CVE-2026-96636 and those after it: decoders
    "nh3": "0.3.8",  # CVE-2026-63430: a payload that the sanitiser let through
    "django-allauth": "65.19.4",  # CVE-2026-97764: rate limits passed by with accented addresses
    "markdown": "3.8.1",  # CVE-2025-69534: a crash on malformed HTML
    "markdown-it-py": "2.2.0",  # CVE-2023-26302, 26303
}


def pins(name):
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", (ROOT / name).read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-s3.txt", "requirements-dev.txt"])
@pytest.mark.parametrize(("package", "floor"), FLOORS.items())
def test_no_pin_is_below_its_floor(name, package, floor):
    assert Version(pins(name)[package]) >= Version(floor)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-s3.txt", "requirements-dev.txt"])
def test_every_pin_has_hashes_and_no_host_is_named(name):
    text = (ROOT / name).read_text()
    for block in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block, block
    assert "://" not in text
    assert "index" not in text


def test_the_tests_run_on_the_same_releases_as_the_site():
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_no_package_of_the_site_is_under_the_gpl():
    for name in pins("requirements.txt"):
        if name in ("tzdata", "async-timeout"):  # for Windows and for Python 3.11.0 to 2 alone, so not here to be asked
            continue
        about = metadata(name)
        licence = " ".join(
            [about.get("License-Expression") or about.get("License") or "", *about.get_all("Classifier", [])]
        )
        assert not re.search(r"(?<!L)GPL(?!.*LGPL)|GNU General Public|Affero", licence), name
