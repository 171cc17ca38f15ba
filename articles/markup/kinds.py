"""What each of our blocks becomes: one function a kind, from the block as written to its element."""

import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from markdown.util import AtomicString

from newsroom.markup import safe_url

SITES = {
    "bsky.app": "Bluesky",
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "linkedin.com": "LinkedIn",
    "reddit.com": "Reddit",
    "threads.com": "Threads",
    "threads.net": "Threads",
    "tiktok.com": "TikTok",
    "twitter.com": "X",
    "vimeo.com": "Vimeo",
    "x.com": "X",
    "youtu.be": "YouTube",
    "youtube.com": "YouTube",
}


class Mistake(Exception):
    """Why a block can't stand as it is written, as a sentence for the writer."""


# Each takes the blocks.Spec and the Job, and gives (the element, the part of it that takes the block's text).


def pullquote(spec, job):
    _text_required(spec)
    aside = _element(None, "aside", "pullquote")
    return aside, aside


def quote(spec, job):
    _text_required(spec)
    figure = _element(None, "figure", "quote")
    words = SubElement(figure, "blockquote")
    url = spec.options.get("url")
    if url and not re.match("https?://", safe_url(url) or ""):
        raise Mistake(_("“url” must be a whole address, with https:// in front."))
    if not spec.argument:
        raise Mistake(_("say whose words these are: /// quote | Name, where they said it"))
    source = _element(figure, "figcaption", "")
    if url:
        words.set("cite", url)
        source = _element(source, "a", "", href=url)
    source.text = spec.argument
    return figure, words


def figure(spec, job):
    image = _found(spec, job.images, _("picture"))
    _no_text(spec)
    alt = spec.options.get("alt") or image.alt
    if not alt and not image.decorative:
        raise Mistake(_("the picture has no alt text: write one in the library, or add the option “alt: …”."))
    element = _element(None, "figure", "figure")
    # As it was stored: pages turn it into what there is of it when they are printed, see images/figures.py.
    size = {"width": str(image.width), "height": str(image.height)}
    _element(element, "img", "", src=image.url, alt=alt, loading="lazy", decoding="async", **size)
    words = {name: spec.options.get(name, AtomicString(getattr(image, name))) for name in ("caption", "credit")}
    if any(words.values()):
        caption = SubElement(element, "figcaption")
        for name, text in words.items():
            if text:
                _element(caption, "span", name, text)
    return element, element


def embed(spec, job):
    url = spec.argument
    host = _host(url)
    if not host:
        raise Mistake(_("an embed needs the post’s address: /// embed | https://…"))
    author = spec.options.get("author")
    if not author:
        raise Mistake(_("an embed needs the option “author: Name (@account)”."))
    _text_required(spec)
    date = _date(spec.options.get("date"))
    card = _element(None, "div", "embed")
    head = _element(card, "div", "embed-head")
    _element(head, "span", "embed-author", AtomicString(author))
    site = SITES.get(host, host)
    _element(head, "span", "embed-site", AtomicString(site)).tail = "\n"
    words_as_written(_element(card, "div", "embed-text"), spec.lines)
    link = _element(card, "a", "embed-link", AtomicString(_("See it on %(site)s") % {"site": site}), href=url)
    if date:
        link.text = AtomicString(f"{link.text}, ")
        _element(link, "time", "", AtomicString(date_format(date, "DATE_FORMAT")), datetime=date.isoformat())
    return card, card


def related(spec, job):
    story = _found(spec, job.stories, _("live story"))
    _no_text(spec)
    line = _element(None, "p", "related-line")
    _element(line, "span", "related-label", AtomicString(_("Related:"))).tail = " "
    _element(line, "a", "", AtomicString(story.headline), href=story.get_absolute_url())
    return line, line


def _element(parent, tag, css, text=None, **attributes):
    element = Element(tag) if parent is None else SubElement(parent, tag)
    if css:
        element.set("class", css)
    for name, value in attributes.items():
        element.set(name, value)
    element.text = text
    return element


def words_as_written(parent, lines):
    """The lines of a post as they stand: paragraphs and line breaks, no Markdown."""
    for paragraph in re.split(r"\n\s*\n", "\n".join(lines).strip()):
        last = _element(parent, "p", "")
        for number, line in enumerate(paragraph.split("\n")):
            if number:
                last = SubElement(parent[-1], "br")
                last.tail = AtomicString(line.strip())
            else:
                last.text = AtomicString(line.strip())


def _text_required(spec):
    if not spec.filled:
        raise Mistake(_("the block “%(name)s” has no text.") % {"name": spec.name})


def _no_text(spec):
    if spec.filled:
        raise Mistake(_("the block “%(name)s” takes no text: close it with /// right away.") % {"name": spec.name})


def _found(spec, find, what):
    if not re.fullmatch(r"[0-9]{1,18}", spec.argument):
        example = _("/// %(name)s | 12") % {"name": spec.name}
        raise Mistake(_("give the number of the %(what)s: %(example)s") % {"what": what, "example": example})
    found = find(int(spec.argument))
    if found is None:
        raise Mistake(_("there is no %(what)s with the number %(id)s.") % {"what": what, "id": spec.argument})
    return found


def _host(url):
    """The site that a https address names, without www. and the like; "" for any other address."""
    if not (safe_url(url) and url.startswith("https://")):
        return ""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(www|m|mobile)\.", "", host) if "." in host else ""


def _date(text):
    if not text:
        return None
    try:
        date = parse_date(text) or parse_datetime(text)
    except ValueError:
        date = None
    if not date:
        raise Mistake(_("“%(date)s” is no date. Write it as 2026-05-26.") % {"date": text})
    return date
