"""Django's own command, which reads the readers' templates by Jinja: it would take them for its own language."""

from pathlib import Path

from django.conf import settings
from django.core.management.commands import makemessages
from django.template import engines
from jinja2.ext import extract_from_ast

READERS, DESK = settings.BASE_DIR / "templates", settings.BASE_DIR / "templates" / "desk"


class BuildFile(makemessages.BuildFile):
    def preprocess(self):
        path = Path(self.path).resolve()
        if not self.is_templatized or not path.is_relative_to(READERS) or path.is_relative_to(DESK):
            return super().preprocess()
        Path(self.work_path).write_text(calls(path.read_text()))


class Command(makemessages.Command):
    build_file_class = BuildFile


def calls(template):
    """The calls of `_`, `ngettext` and `pgettext` in a Jinja template as Python, each on the line that it has there."""
    lines = [""] * (template.count("\n") + 1)
    functions = ("_", "ngettext", "pgettext")
    for line, function, words in extract_from_ast(engines["jinja2"].env.parse(template), functions):
        words = [word for word in (words if isinstance(words, tuple) else [words]) if word is not None]
        lines[line - 1] += f"{function}({', '.join(map(repr, words))}, 1);"
    return "\n".join(lines) + "\n"
