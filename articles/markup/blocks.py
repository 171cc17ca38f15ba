"""The blocks a writer can set between /// lines: checked, built, and put where Markdown finds them."""

from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from markdown import blockprocessors
from markdown.util import ETX, STX

from articles.markup import kinds
from articles.markup.kinds import Mistake

# Lines that stand for a block's begin and end in what Markdown reads. Text can't hold STX: Job takes it out.
LINE = "data-line"  # in the preview: where an element stands in the source
START, END = f"{STX}block:%s{ETX}", f"{STX}block{ETX}"
KINDS = {
    "embed": kinds.embed,
    "figure": kinds.figure,
    "pullquote": kinds.pullquote,
    "quote": kinds.quote,
    "related": kinds.related,
}
OPTIONS = {
    "embed": ["author", "date"],
    "figure": ["alt", "caption", "credit"],
    "pullquote": [],
    "quote": ["url"],
    "related": [],
}


class Spec:
    """A block as written. `slot` and `body` are places in the lines that source.py keeps."""

    def __init__(self, name, argument, line):
        self.name, self.argument, self.line = name, (argument or "").strip(), line
        self.options, self.mistakes, self.lines, self.filled = {}, [], [], False

    @property
    def literal(self):
        return self.name == "embed"

    def add_option(self, name, value):
        if name is None:
            self.mistakes.append(_("write each option as “name: value”."))
        elif name.lower() not in OPTIONS.get(self.name, [name.lower()]):
            self.mistakes.append(
                _("the block “%(block)s” has no option “%(option)s”. It takes: %(options)s.")
                % {"block": self.name, "option": name, "options": ", ".join(OPTIONS[self.name]) or _("none")}
            )
        else:
            value = value.strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            self.options[name.lower()] = value[1:-1] if quoted else value


def build(spec, job):
    """(element, the part of it that takes the text) for a block, or None. Mistakes go to the job; then only words stay.

    Words that are somebody else's stay a quote, so that they never read as ours.
    """
    mistakes = list(spec.mistakes)
    try:
        if spec.name not in KINDS:
            known = ", ".join(sorted(KINDS))
            raise Mistake(
                _("there is no block “%(name)s”. There are: %(known)s.") % {"name": spec.name, "known": known}
            )
        built = KINDS[spec.name](spec, job)
    except Mistake as mistake:
        mistakes.append(str(mistake))
    for mistake in mistakes:
        job.mistake(spec.line, mistake)
    if not mistakes:
        if job.lines:
            built[0].set(LINE, str(spec.line))
        return built
    if spec.name not in {"quote", "embed"} or not spec.filled:
        return None
    quote = Element("blockquote")
    kinds.words_as_written(quote, spec.lines)
    return quote, quote


class BlockProcessor(blockprocessors.BlockProcessor):
    """Sets the elements that `build` made where source.py put their marks, and parses the text between into them."""

    def __init__(self, parser, job):
        super().__init__(parser)
        self.job = job

    def test(self, parent, block):
        return block.startswith(f"{STX}block")

    def run(self, parent, blocks):
        first = blocks.pop(0)
        if first == END:
            return
        element, room = self.job.blocks[int(first[len(STX) + 6 : -len(ETX)])]
        parent.append(element)
        inner = []
        while blocks and (block := blocks.pop(0)).strip("\n") != END:
            inner.append(block)
        self.parser.parseBlocks(room, inner)
