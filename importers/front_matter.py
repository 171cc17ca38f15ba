"""YAML front matter: what stands between the two lines of --- at a file's beginning."""

import yaml


def parse(text):
    """(front matter as a dict, body). Raises ValueError for a file without it, or with one that is no mapping."""
    opening, _, rest = text.partition("---\n")
    front, closing, body = rest.partition("\n---\n")
    if opening.strip() or not closing:
        raise ValueError("The file does not begin with front matter between two lines of ---.")
    try:
        front = yaml.safe_load(front)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if not isinstance(front, dict):
        raise ValueError("The front matter is no list of names and values.")
    return front, body.strip("\n") + "\n"
