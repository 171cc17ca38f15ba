"""From Markdown's HTML to the HTML that is stored. nh3 has the last word; what happens before it is for the writer."""

import re
from functools import partial
from html import escape, unescape

from django.conf import settings
from django.utils.translation import gettext as _

from articles.markup.tree import MARKED
from newsroom.markup import cleaner, safe_url

_NAMES = """
    a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption
    figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table
    tbody td tfoot th thead time tr u ul var wbr
"""
TAGS = frozenset(_NAMES.split())
ATTRIBUTES = {
    "*": {*MARKED, "dir", "lang"},
    "a": {"href", "title"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "abbr": {"title"},
    "col": {"span"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "img": {"src", "srcset", "sizes", "alt", "title", "width", "height", "loading", "decoding"},
    "li": {"value"},
    "ol": {"start", "reversed"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
NUMBERS = {"width", "height", "start", "value", "span", "colspan", "rowspan"}
# What stands inside these is no text.
EMPTIED = {"applet", "audio", "canvas", "embed", "frameset", "iframe", "math", "noembed", "noframes", "noscript"}
EMPTIED |= {"object", "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp"}

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>")
EMPTIED_TAG = re.compile(rf"<({'|'.join(EMPTIED)})\b[^<>]*>", re.IGNORECASE)
IMAGE = re.compile(r"(?P<link><a\b[^<>]*>\s*)?(?P<image><img\b[^<>]*>)", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")


def clean(html, job):
    """Sanitised HTML. Tells the job of tags, addresses and pictures that may not be."""
    html = _without_emptied(html, job)
    html = TAG.sub(lambda match: _tag(match, job), html)
    html = IMAGE.sub(lambda match: _image(match, job), html)
    scroll = f'<div class="{job.mark}table-scroll" role="{job.mark}group" tabindex="{job.mark}0" aria-label="{job.mark}'
    scroll += escape(_("Table")) + '">'
    html = re.sub(r"(?i)<table\b", rf"{scroll}\g<0>", html)
    html = re.sub(r"(?i)</table\s*>", r"\g<0></div>", html)
    keep = partial(_keep, job.mark)
    return cleaner(tags=TAGS, attributes=ATTRIBUTES, rel="noopener", keep=keep).clean(html)


def _without_emptied(html, job):
    """Without <script>…</script> and the like. One that is not closed goes alone: nh3 would take the rest with it."""
    pieces, at, lower, endless = [], 0, html.lower(), set()
    while match := EMPTIED_TAG.search(html, at):
        name = match[1].lower()
        _tell_of(name, job)
        end = -1 if name in endless else lower.find(f"</{name}", match.end())
        pieces.append(html[at : match.start()])
        at = match.end()
        if end < 0:
            endless.add(name)
        else:
            at = html.find(">", end) + 1 or len(html)
    return "".join([*pieces, html[at:]])


def _tell_of(tag, job):
    job.mistake(f"<{tag}", _("the HTML tag <%(tag)s> is not allowed and was left out.") % {"tag": tag})


def _tag(match, job):
    slash, name, rest = match.groups()
    name = name.lower()
    if name == "h1":
        return f"<{slash}h2{rest}>"
    if name not in TAGS:
        _tell_of(name, job)
        return ""
    if name == "a" and safe_url(url := _attributes(rest).get("href", "")) is None:
        message = _("the address “%(url)s” can't be linked: use https://, mailto: or a path of this site.")
        job.mistake(f"{url}", message % {"url": url})
    return match[0]


def _image(match, job):
    """A picture of ours as it is, any other as a link: a reader's browser asks no other host."""
    attributes = _attributes(match["image"])
    src, alt = attributes.get("src", ""), attributes.get("alt")
    if our_picture(src):
        if not alt and "loading" not in attributes:  # a figure is decorative only by the library's word
            job.mistake(src, _("the picture %(src)s has no alt text.") % {"src": src})
        return match[0]
    message = _("the picture %(src)s is not in the library. Add it there, then set it with /// figure | its number.")
    job.mistake(src, message % {"src": src})
    words = escape(alt or (src if not match["link"] else ""))
    if match["link"] or not re.match("https?://", safe_url(src) or ""):
        return f"{match['link'] or ''}{words}"
    return f'<a href="{escape(src)}">{words}</a>'


def our_picture(url):
    """Whether the address is below MEDIA_URL."""
    return bool(safe_url(url)) and url.startswith(settings.MEDIA_URL) and not re.search(r"\.\.|%2e", url, re.IGNORECASE)


def _attributes(tag):
    return {match[1].lower(): unescape(match[2].strip("\"'")) for match in ATTRIBUTE.finditer(tag)}


def _keep(mark, tag, attribute, value):
    """The value to write for an attribute in ATTRIBUTES, or None."""
    if attribute in MARKED:
        return value.removeprefix(mark) if value.startswith(mark) else None
    if attribute in NUMBERS:
        return value if re.fullmatch("[0-9]{1,4}", value) else None
    if attribute == "src":
        return value if our_picture(value) else None
    if attribute == "srcset":
        return value if all(our_picture(source.split(" ")[0]) for source in value.split(", ")) else None
    return value
