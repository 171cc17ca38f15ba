"""Files of others that the tests use: the bytes are those that the manifest names."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parent / "vendor"


def test_every_vendored_file_is_the_one_in_the_manifest():
    entries = json.loads((VENDOR / "manifest.json").read_text())
    assert {entry["file"] for entry in entries} == {path.name for path in VENDOR.iterdir()} - {"manifest.json"}
    for entry in entries:
        assert hashlib.sha256((VENDOR / entry["file"]).read_bytes()).hexdigest() == entry["sha256"], entry["file"]
