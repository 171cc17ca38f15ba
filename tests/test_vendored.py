"""Files of others that lie here: the bytes are those that the manifest names."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ["tests/vendor", "static/vendor/codemirror", "static/vendor/lucide"]
OURS = {"manifest.json", "README.md", "LICENSE.txt"}


def test_there_is_no_other_vendored_folder():
    assert {f"static/vendor/{path.name}" for path in (ROOT / "static" / "vendor").iterdir()} == set(FOLDERS[1:])


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_vendored_file_is_the_one_in_the_manifest(folder):
    vendor = ROOT / folder
    entries = json.loads((vendor / "manifest.json").read_text())
    assert {entry["file"] for entry in entries} == {path.name for path in vendor.iterdir()} - OURS
    for entry in entries:
        assert hashlib.sha256((vendor / entry["file"]).read_bytes()).hexdigest() == entry["sha256"], entry["file"]
