"""The tree that Python-Markdown makes of an article, finished: headings and their anchors, footnotes, marks."""

import re
from xml.etree.ElementTree import SubElement

from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from articles.markup import blocks, inline, lines

MARKED = ["class", "id", "role", "tabindex", "aria-label", "aria-hidden", blocks.LINE]
REFERENCE = re.compile(r"(?<!!)\[\^([^\]]*)\](?!\s*:)")
PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class TreeExtension(FootnoteExtension):
    """Footnotes numbered in the order of the text, ids made of numbers; and the processors below."""

    def __init__(self, job):
        super().__init__(
            SEPARATOR="-", BACKLINK_TEXT="↩", BACKLINK_TITLE=_("Back to the text at note %(number)s") % {"number": "%d"}
        )
        self.job = job

    def extendMarkdown(self, md):
        super().extendMarkdown(md)
        header = HashHeaderProcessor(md.parser)
        # A space must follow the #, as in CommonMark: a line may start with a #hashtag.
        header.RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header>[ ](?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)")
        md.parser.blockprocessors.register(header, "hashheader", 70)
        inline.register(md, self.job)
        md.treeprocessors.register(NoteOrder(md, self), "note_order", 60)
        md.treeprocessors.register(Finish(md, self), "finish", -10)

    def makeFootnoteId(self, id):
        return f"fn-{self.numbers[id]}"

    def makeFootnoteRefId(self, id, found=False):
        return self.unique_ref(f"fnref-{self.numbers[id]}", found)


class NoteOrder(Treeprocessor):
    """Sorts the footnotes as the text refers to them, before they are numbered."""

    def __init__(self, md, notes):
        super().__init__(md)
        self.notes = notes

    def run(self, root):
        footnotes = self.notes.footnotes
        text = "\n".join([*root.itertext(), *footnotes.values()])
        order = dict.fromkeys(label for label in REFERENCE.findall(text) if label in footnotes)
        for label in order:
            footnotes.move_to_end(label)
        for label in [label for label in footnotes if label not in order]:
            footnotes.move_to_end(label)
        self.notes.numbers = {label: number for number, label in enumerate(footnotes, start=1)}


class Finish(Treeprocessor):
    """The last work on the tree. All classes and ids in it are ours: raw HTML lies in the stash."""

    def __init__(self, md, notes):
        super().__init__(md)
        self.notes, self.job = notes, notes.job

    def run(self, root):
        self._headings(root)
        self._notes(root)
        self._pull_quotes(root)
        self._tables(root)
        if self.job.lines:
            lines.put(root, self.job.text)
        for paragraph in root.iter("p"):
            if not len(paragraph) and paragraph.text:
                # The library takes the <p> from around stashed HTML that stands alone in it.
                paragraph.text = paragraph.text.strip()
        for element in root.iter():
            for name in MARKED:
                if name in element.attrib:
                    element.set(name, self.job.mark + element.get(name))

    def _headings(self, root):
        taken, level = {}, 1
        for parent in list(root.iter()):
            for heading in [child for child in parent if child.tag in HEADINGS]:
                text = PLACEHOLDER.sub("", "".join(heading.itertext())).strip()
                if not text and not len(heading):
                    parent.remove(heading)
                    continue
                # The page has its own h1, and no level is left out on the way down.
                level = min(max(2, int(heading.tag[1])), level + 1)
                heading.tag = f"h{level}"
                slug = "h-" + (slugify(text, allow_unicode=True)[:60].strip("-") or "section")
                taken[slug] = taken.get(slug, 0) + 1
                slug = f"{slug}-{taken[slug]}" if taken[slug] > 1 else slug
                heading.set("id", slug)
                anchor = SubElement(heading, "a", {"class": "anchor", "href": f"#{slug}"})
                anchor.set("aria-label", _("Link to “%(heading)s”") % {"heading": text})
                anchor.text = AtomicString("#")

    def _notes(self, root):
        for link in root.iter("a"):
            if link.get("class") == "footnote-backref":
                link.set("aria-label", link.attrib.pop("title"))
        for label in self.notes.footnotes:
            if label not in self.notes.footnote_order:
                message = _("the footnote [^%(label)s] is never referred to in the text.") % {"label": label}
                self.job.mistake(f"[^{label}]:", message)

    def _pull_quotes(self, root):
        """A pull quote that repeats the text is for the eye only."""
        quotes = [aside for aside in root.iter("aside") if aside.get("class") == "pullquote"]
        if not quotes:
            return
        text = _letters(root)
        for quote in quotes:
            if quote.find(".//a") is None and text.count(_letters(quote)) > 1:
                quote.set("aria-hidden", "true")

    def _tables(self, root):
        """An empty header cell, as in the corner of a table, heads nothing."""
        for cell in root.iter("th"):
            if not len(cell) and not (cell.text or "").strip():
                cell.tag = "td"


def _letters(element):
    return re.sub(r"\W+", "", "".join(element.itertext()))
