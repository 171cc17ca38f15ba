"""Reads an article's lines before Markdown does: code fences, our blocks, raw HTML."""

import re

from django.utils.translation import gettext as _
from markdown.preprocessors import Preprocessor

from articles.markup import blocks, limits
from articles.markup.code import Highlighter

ITEM = r"(?:[-*+]|\d{1,9}[.)])[ ]"
LEAD = rf"(?P<lead>(?:[ ]|>|{ITEM})*)"
FENCE = re.compile(rf"{LEAD}(?P<fence>`{{3,}}+|~{{3,}}+) *+(?P<info>[^`]*)$")
BLOCK = re.compile(rf"{LEAD}/{{3,}}+ *+(?P<head>.*)$")
HEAD = re.compile(r"(?P<name>[\w-]+) *(?:\| *(?P<argument>.*))?$")
OPTION = re.compile(r" {4,}(?P<name>[\w-]+): *(?P<value>.*)$")
FIGURE = re.compile(r" {0,3}!\[(?P<alt>[^\[\]]*)\]\(image:(?P<id>\d+)(?: +\"(?P<caption>[^\"]*)\")?\) *$")
LIST = re.compile(rf" {{0,3}}(?:{ITEM}|\[\^)")
BULLET = re.compile(r" {0,3}(?:[-*+]|1[.)])[ ]+[^ |-][^|]*$")
RAW = re.compile(r" {0,3}<(?:(?P<comment>!--)|(?P<slash>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?=[\s/>]|$))")
VERBATIM = {"iframe", "pre", "script", "style", "textarea"}


class Source(Preprocessor):
    """Puts into Markdown's stash what Markdown must not read, and tells the writer of mistakes by line."""

    def __init__(self, md, job):
        super().__init__(md)
        self.job, self.highlighter = job, Highlighter(job.mark)

    def run(self, lines):
        self.lines, self.at, self.out = lines, 0, []
        self.prose = list(lines)  # the same without code
        self.in_list = self.after_blank = False
        self.blocks = 0  # those and pieces of code, counted
        self.open = None  # the block whose /// is still to come
        self.endless = set()  # marks that were opened somewhere and have no end in the rest of the text
        while self.at < len(self.lines) or self.open:
            if self.at == len(self.lines):
                self._unclosed()
                continue
            line = self.lines[self.at].expandtabs(4)
            if not (self._block(line) or self._fence(line) or self._raw_html(line)):
                self._text(line)
        limits.check(self.prose)
        self.job.prose = "\n".join(self.prose).lower()
        return [*self.out, "", ""]

    def _text(self, line):
        blank = not line.strip()
        starts_list = LIST.match(line)
        if BULLET.match(line) and not (self.in_list or self.after_blank):
            self.out.append("")  # as in CommonMark, a list needs no blank line before it
        if starts_list:
            self.in_list = True
        elif self.after_blank and not blank and not line.startswith(" "):
            self.in_list = False
        self.after_blank = blank
        self.out.append("" if blank else line)
        self.at += 1

    def _count(self):
        self.blocks += 1
        limits.check_blocks(self.blocks)

    # Blocks

    def _block(self, line):
        match = BLOCK.match(line)
        if not match:
            return self._literal() or self._figure(line)
        if match["lead"].strip() or (len(match["lead"]) > 3 and self.in_list):
            self.job.mistake(self.at + 1, _("a line with /// starts at the left margin, outside lists and quotes."))
            self.at += 1
        elif len(match["lead"]) > 3:
            return False  # indented code
        elif match["head"].strip():
            self._open(match["head"].strip())
        else:
            self._close()
        return True

    def _open(self, head):
        if self.open:
            before = self.at
            self._unclosed()
            if self.at < before:
                return
        match = HEAD.match(head)
        spec = blocks.Spec(match["name"].lower() if match else "", match and match["argument"], self.at + 1)
        self.at += 1
        while self.at < len(self.lines) and self.lines[self.at].startswith("    ") and self.lines[self.at].strip():
            option = OPTION.match(self.lines[self.at])
            spec.add_option(option and option["name"], option and option["value"])
            self.at += 1
        spec.slot, spec.body = len(self.out) + 1, self.at
        self.out += ["", "", ""]
        self.after_blank, self.in_list = True, False
        self.open = spec
        self._count()

    def _close(self):
        self.at += 1
        spec, self.open = self.open, None
        if not spec:
            self.job.mistake(self.at, _("no block is open here that /// could close."))
            return
        spec.filled = any(line.strip() for line in (*self.out[spec.slot :], *spec.lines))
        self._place(spec)
        self.after_blank, self.in_list = True, False

    def _place(self, spec):
        built = blocks.build(spec, self.job)
        if built:
            self.out[spec.slot] = blocks.START % len(self.job.blocks)
            self.out += ["", blocks.END, ""]
            self.job.blocks.append(built)

    def _unclosed(self):
        spec, self.open = self.open, None
        name = spec.name or "///"
        self.job.mistake(spec.line, _("the block “%(name)s” is not closed: end it with a line ///.") % {"name": name})
        if spec.literal:
            self.at = spec.body  # it has read as a post's words what may be the rest of the article

    def _literal(self):
        if not (self.open and self.open.literal):
            return False
        self.open.lines.append(self.lines[self.at])
        self.at += 1
        return True

    def _figure(self, line):
        """![alt](image:12 "caption") on a line of its own."""
        match = FIGURE.match(line)
        if not match or self.in_list or self.open:
            return False
        spec = blocks.Spec("figure", match["id"], self.at + 1)
        for option in ("alt", "caption"):
            if match[option]:
                spec.add_option(option, match[option])
        spec.slot = len(self.out) + 1
        self.out += ["", "", ""]
        self._count()
        self._place(spec)
        self.after_blank = True
        self.at += 1
        return True

    # Code

    def _fence(self, line):
        match = FENCE.match(line)
        if not match or (len(match["lead"]) > 3 and not match["lead"].strip() and not self.in_list):
            return False
        lead, opened = match["lead"], self.at
        code, closed = self._code(lead, match["fence"])
        if not closed:
            end = _("this code is not closed: end it with a line %(fence)s.") % {"fence": match["fence"]}
            self.job.mistake(opened + 1, end)
        self._count()
        placeholder = self.md.htmlStash.store(self.highlighter.html("\n".join(code), match["info"]))
        apart = [] if self.in_list or re.search(ITEM, lead) else [lead[: lead.rfind(">") + 1]]
        self.out += [*apart, lead + placeholder, *apart]
        self.at = opened + 1 + len(code) + closed
        self.prose[opened : self.at] = [""] * (self.at - opened)
        self.after_blank = bool(apart)
        return True

    def _code(self, lead, fence):
        """The lines in the fence that opens at self.at and whether it ends; without an end, those up to a blank one."""
        quoted = lead.count(">")
        inside = re.compile(rf"(?: {{0,3}}> ?){{{quoted}}}")
        end = re.compile(rf" *{fence[0]}{{{len(fence)},}}[ \t]*$")
        indent = re.compile(f" {{0,{max(0, len(lead) - lead.rfind('>') - 1 - bool(quoted))}}}")
        code = []
        for line in self.lines[self.at + 1 :]:
            start = inside.match(line)
            if not start or (fence[0] in self.endless and not line.strip("> ")):
                break
            rest = line[start.end() :]
            if end.match(rest):
                return code, True
            code.append(rest[indent.match(rest).end() :])
        self.endless.add(fence[0])
        blank = next((number for number, rest in enumerate(code) if not rest.strip()), len(code))
        return code[:blank], False

    # Raw HTML

    def _raw_html(self, line):
        """HTML at the start of a line, up to the next blank one; what is verbatim (pre, comments) up to its end."""
        match = RAW.match(line)
        name = match and (match["tag"] or "").lower()
        if not match or (self.in_list and line.startswith(" ")):
            return False
        if not match["comment"] and not self.md.is_block_level(name) and name not in VERBATIM:
            return False
        end = None
        if match["comment"]:
            end = "-->"
        elif name in VERBATIM and not match["slash"]:
            end = f"</{name}"
        stop = self._line_with(end) or self._line_after_paragraph()
        raw = self.lines[self.at : stop]
        self.out += ["", self.md.htmlStash.store("\n".join(raw)), ""]
        self.at, self.after_blank, self.in_list = stop, True, False
        return True

    def _line_with(self, end):
        """The number of the line after the next that has `end`, or None."""
        if end is None or end in self.endless:
            return None
        for at in range(self.at, len(self.lines)):
            if end in self.lines[at].lower():
                return at + 1
        self.endless.add(end)
        return None

    def _line_after_paragraph(self):
        at = self.at + 1
        while at < len(self.lines) and self.lines[at].strip() and not BLOCK.match(self.lines[at]):
            if FENCE.match(self.lines[at]):
                break
            at += 1
        return at
