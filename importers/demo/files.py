"""Reads the demo's words from the files beside this one."""

from pathlib import Path

import yaml

from importers.front_matter import parse

FOLDER = Path(__file__).parent


def table(name):
    """What stands in a YAML file."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))


def texts(folder):
    """(front matter, body) of every Markdown file of a folder, in order of its name."""
    return [parse(path.read_text("utf-8")) for path in sorted((FOLDER / folder).glob("*.md"))]
