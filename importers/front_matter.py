"""YAML front matter: what stands between the two lines of --- at a file's beginning."""

from dataclasses import dataclass

import yaml
from django.utils.translation import gettext as _

LIMIT = 64_000


class BadFrontMatter(ValueError):
    """A mistake in the front matter; `line` is where it stands in the file, from 1."""

    def __init__(self, sentence, line=1):
        super().__init__(sentence)
        self.line = line


@dataclass(frozen=True)
class FrontMatter:
    values: dict
    lines: dict  # the line of each name, from 1
    body: str


def parse(text):
    """(values, body) of a file's text. Raises BadFrontMatter (a ValueError)."""
    found = read(text)
    return found.values, found.body


def read(text):
    """The front matter of a file's text, with the line of each name. Raises BadFrontMatter."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    front, body = _split(text)
    if len(front) > LIMIT:
        raise BadFrontMatter(_("The front matter is too long."))
    loader = yaml.SafeLoader(front)
    try:
        _refuse_aliases(front)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise BadFrontMatter(_("The front matter is no list of names and values."))
        lines = _lines(node)
        values = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise BadFrontMatter(
            _("Not valid YAML: %(what)s.") % {"what": error.problem}, mark.line + 2 if mark else 1
        ) from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        if isinstance(error, BadFrontMatter):
            raise
        raise BadFrontMatter(_("Not valid YAML: %(what)s.") % {"what": error}) from error
    finally:
        loader.dispose()
    return FrontMatter(values, lines, body)


def _split(text):
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise BadFrontMatter(_("The file does not begin with a line of ---."))
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]).strip("\n") + "\n"
    raise BadFrontMatter(_("The front matter has no end: a second line of --- is missing."))


def _refuse_aliases(front):
    """An alias (*name) can make a small file unfold into gigabytes, and nobody needs one here."""
    for event in yaml.parse(front, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise BadFrontMatter(_("References (*name) are not allowed."), event.start_mark.line + 2)


def _lines(node):
    lines = {}
    for key, _value in node.value:
        line = key.start_mark.line + 2  # from 1, and below the opening ---
        if key.value in lines:
            raise BadFrontMatter(_("“%(name)s” stands here twice.") % {"name": key.value}, line)
        lines[key.value] = line
    return lines
