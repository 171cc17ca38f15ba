#!/usr/bin/env python
"""Run a command of the newsroom: `manage.py help` lists them."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    key = Path(__file__).with_name("var") / "secret-key"
    if key.exists():  # drawn by `make run`; its commands need no other
        os.environ.setdefault("SECRET_KEY", key.read_text())
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
