"""Put the icons that the desk's editor shows into one file: python scripts/icons.py FOLDER TARGET.

FOLDER is the unpacked npm package lucide-static; see static/vendor/lucide/README.md.
"""

import re
import sys
from pathlib import Path

NAMES = """
    app-window bold case-sensitive chevron-down chevron-up code heading-2 heading-3 image italic keyboard link list
    list-ordered message-square-quote minus newspaper plus quote redo-2 replace scan-text search square-code superscript
    table text-quote undo-2 whole-word x
"""


def sprite(folder):
    """One SVG with a <symbol> for each icon, by its name."""
    symbols = [symbol(name, (folder / "icons" / f"{name}.svg").read_text()) for name in NAMES.split()]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "".join(symbols) + "</svg>\n"


def symbol(name, svg):
    shapes = " ".join(re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)[1].split())
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>\n'


if __name__ == "__main__":
    folder, target = map(Path, sys.argv[1:])
    target.write_text(sprite(folder))
