"""The HTML of plain words without the parsers, which take most of the time: the same HTML, and tests see to that."""

import re
from hashlib import sha256

from articles import markup
from articles.rendering import render
from comments import markup as of_comments
from comments.holding import digest_of

# Words, commas and full stops, with single spaces between: nothing that either Markdown reads as a sign.
PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9,.]| (?=[A-Za-z0-9]))*")
SIGN = re.compile(r"([\\`*_{}\[\]#!|])")
BEGIN = re.compile(r"^(?:([-+=:/~])|(\d+)(?=[.)]))")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
QUOTE = 2  # the third paragraph is a block quote


def story(paragraphs):
    """(Markdown, markup.Rendered) of a story's paragraphs, which are plain text. Raises ValidationError."""
    if len(paragraphs) > 100 or not all(map(PLAIN.fullmatch, paragraphs)):
        body = "\n\n".join(_quoted(number, _as_markdown(text)) for number, text in enumerate(paragraphs))
        return body, render(body)
    body = "\n\n".join(_quoted(number, text) for number, text in enumerate(paragraphs))
    html = [f"<p>{text}</p>" for text in paragraphs]
    if len(html) > QUOTE:
        html[QUOTE] = f"<blockquote>\n{html[QUOTE]}\n</blockquote>"
    words = " ".join(paragraphs)
    return body, markup.Rendered("\n".join(html), [], len(words.split()), markup.excerpt(words))


def comment(text):
    """(text, HTML, digest) of a comment, as comments/posting.py keeps them. Raises ValidationError."""
    if PLAIN.fullmatch(text):
        return text, f"<p>{text}</p>\n", sha256(text.lower().encode()).hexdigest()
    text = of_comments.legible(text)
    return text, of_comments.render(text), digest_of(text)


def legible(name):
    """A commenter's name as comments/posting.py keeps it."""
    return name if PLAIN.fullmatch(name) else of_comments.legible(name)


def _quoted(number, text):
    return f"> {text}" if number == QUOTE else text


def _as_markdown(text):
    """One paragraph of Markdown that reads as `text`."""
    line = SIGN.sub(r"\\\1", " ".join(text.split()).translate(ENTITIES))
    return BEGIN.sub(lambda begin: f"&#{ord(begin[1])};" if begin[1] else f"{begin[2]}\\", line)
