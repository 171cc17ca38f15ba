"""What Markdown does within a line, where we do it otherwise: links, bare addresses, references to no footnote."""

import re
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _
from markdown.inlinepatterns import IMAGE_LINK_RE, LINK_RE, ImageInlineProcessor, InlineProcessor, LinkInlineProcessor
from markdown.util import AtomicString

# What stands behind the text of a link: (address), (<address>), (address "title").
TARGET = re.compile(
    r"""\(\s{0,9}(?:<(?P<angle>[^<>\n]*)>|(?P<bare>(?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*+\))*?))"""
    r"""(?:\s{1,9}(?:"(?P<double>.{0,300}?)"|'(?P<single>.{0,300}?)'))?\s{0,9}\)"""
)


def register(md, job):
    md.inlinePatterns.register(MissingNote(md, job), "missing_note", 174)
    md.inlinePatterns.register(Link(LINK_RE, md), "link", 160)
    md.inlinePatterns.register(Picture(IMAGE_LINK_RE, md), "image_link", 150)
    md.inlinePatterns.register(BareAddress(r"\bhttps?://[^\s<>\x02\x03]+", md), "bare_address", 85)


class Target:
    """Reads a link's address as CommonMark does. The library's own way takes an apostrophe in it for a title's begin,
    then reads on to the end of the paragraph."""

    def getLink(self, data, index):
        match = TARGET.match(data, index)
        if not match:
            return "", None, index, False
        title = match["double"] or match["single"]
        href = self.unescape(match["angle"] or match["bare"] or "").strip()
        return href, title and " ".join(self.unescape(title).split()), match.end(), True


class Link(Target, LinkInlineProcessor):
    pass


class Picture(Target, ImageInlineProcessor):
    pass


class MissingNote(InlineProcessor):
    """A reference to a footnote that isn't there: the writer is told, the reader sees nothing."""

    def __init__(self, md, job):
        super().__init__(r"\[\^([^\]\s]+)\]", md)
        self.job = job

    def handleMatch(self, match, data):
        message = _("there is no footnote %(reference)s: add a line “%(reference)s: …” at the end.")
        self.job.mistake(match[0], message % {"reference": match[0]})
        return "", match.start(), match.end()


class BareAddress(InlineProcessor):
    """https://… in the text becomes a link, without the punctuation that ends the sentence."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, match, data):
        url = match[0].rstrip(".,;:!?'\"*_~|")
        while url.endswith(")") and url.count("(") < url.count(")"):
            url = url[:-1].rstrip(".,;:!?'\"*_~|")
        link = Element("a", href=url)
        link.text = AtomicString(url)
        return link, match.start(), match.start() + len(url)
