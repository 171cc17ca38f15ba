"""An article's Markdown to the HTML that readers get, and to the list of mistakes that its writer gets.

The dialect is described in docs/markdown.md. The order of work: read the source line by line (source.py, blocks.py),
refuse what would take too long (limits.py), let Python-Markdown do its part, finish the tree (tree.py), sanitise
(sanitise.py). Nothing touches the HTML after that.
"""

import re
from dataclasses import dataclass

import markdown
from markdown.extensions.tables import TableExtension

from articles.markup import limits, sanitise, tree
from articles.markup.blocks import BlockProcessor
from articles.markup.job import Job
from articles.markup.limits import TooComplex
from articles.markup.source import Source
from newsroom.markup import plain

__all__ = ["Rendered", "TooComplex", "excerpt", "render"]

EXCERPT = 200
NOT_PROSE = {"aside", "figure", "h2", "h3", "h4", "h5", "h6", "pre", "sup", "table"}
NOT_PROSE_CLASSES = {"anchor", "embed", "footnote", "footnote-backref", "related-line"}
NOT_WORDS_CLASSES = {"anchor", "footnote-backref"}


@dataclass(frozen=True)
class Rendered:
    html: str
    errors: list[str]
    words: int
    excerpt: str


def render(text, *, images, stories, lines=False):
    """Render an article's body.

    `images(id)` gives an images.Image or None, `stories(article_id)` a live Edition or None. With `lines`, blocks say
    by data-line which line of the text they came from. Raises TooComplex, a ValidationError, for text that is
    too long or would take too long to render; nothing else.
    """
    limits.check_size(text)
    job = Job(text, images, stories, lines)
    try:
        html = _parser(job).convert(job.text)
    except RecursionError:
        raise TooComplex() from None
    html = sanitise.clean(html, job)
    return Rendered(html, job.errors(), len(plain(html, _not_words).split()), excerpt(plain(html, _not_prose)))


def _parser(job):
    """A Markdown for one text. Raw HTML is read by Source, code by Source too, so the library's own readers go."""
    md = markdown.Markdown(
        extensions=[tree.TreeExtension(job), TableExtension(use_align_attribute=True), "sane_lists"],
        output_format="html",
    )
    md.preprocessors.deregister("normalize_whitespace")
    md.preprocessors.deregister("html_block")
    md.preprocessors.register(Source(md, job), "source", 30)
    md.parser.blockprocessors.register(BlockProcessor(md.parser, job), "news_blocks", 95)
    return md


def _classes(attributes):
    return set((attributes.get("class") or "").split())


def _not_words(tag, attributes):
    return tag in {"pre", "sup"} or bool(_classes(attributes) & NOT_WORDS_CLASSES)


def _not_prose(tag, attributes):
    return tag in NOT_PROSE or bool(_classes(attributes) & NOT_PROSE_CLASSES)


def excerpt(words):
    """The begin of a text, cut where a word ends."""
    if len(words) <= EXCERPT:
        return words
    return re.sub(r"[\s,;:–—-]+\S*$", "", words[: EXCERPT + 1]) + "…"
