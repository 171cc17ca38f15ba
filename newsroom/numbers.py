"""Numbers of rows, as addresses name them."""

import re

ROW = r"[0-9]{1,18}"  # what every database takes for a key


def row_number(text):
    """The number that `text` (or None) is, or None for anything else."""
    return int(text) if text and re.fullmatch(ROW, text) else None
