"""What the largest pictures cost while they are decoded: told of a process of its own, at its peak."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MEASURE = """
import os, resource, sys
from PIL import Image
from images import decode
format, mode, pixels = sys.argv[1], sys.argv[2], int(sys.argv[3])
side = int(pixels**0.5)
if child := os.fork():
    os.waitpid(child, 0)
else:
    Image.new(mode, (side, side), 7).save(sys.argv[4], format)
    os._exit(0)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
decode.decode(open(sys.argv[4], "rb").read())
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(
    ("format", "mode", "pixels"),
    [("PNG", "RGBA", 50), ("WEBP", "RGBA", 16), ("AVIF", "RGBA", 24)],
)
def test_the_largest_picture_of_a_format_takes_less_than_300_megabytes(format, mode, pixels, tmp_path):
    words = [format, mode, str(pixels * 1_000_000), str(tmp_path / "picture")]
    answer = subprocess.run([sys.executable, "-c", MEASURE, *words], cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout) < 300
