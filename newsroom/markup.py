"""Safe HTML from short Markdown, and what articles and comments share: the rule for addresses and the sanitiser."""

import re
from html import escape
from html.parser import HTMLParser

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

SCHEMES = {"http", "https", "mailto"}
# Brackets open at once within a paragraph. markdown-it looks ahead from each of them, so thousands take minutes.
MOST_OPEN_BRACKETS = 50
DEEPEST = 20

BIO_TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "code", "pre"}
PAGE_TAGS = BIO_TAGS | {"h2", "h3", "h4", "blockquote", "hr", "table", "thead", "tbody", "tr", "th", "td"}
TEXT_RULES = ["autolink", "backticks", "balance_pairs", "emphasis", "entity"]
TEXT_RULES += ["escape", "image", "link", "list", "newline"]
BIO_RULES = [*TEXT_RULES, "fence"]
PAGE_RULES = [*BIO_RULES, "heading", "lheading", "blockquote", "hr", "table"]

# Never text: control characters other than tab and line end, halves of characters, and code points set apart as none.
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
# All that takes no place, or only the place of a space, on the screen.
INVISIBLE = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U000e0000-\U000e0fff]"
)
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\\\\]")
VOID = {"area", "br", "col", "hr", "img", "input", "wbr"}
APART = {"address", "blockquote", "br", "div", "dd", "dl", "dt", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6"}
APART |= {"hr", "li", "ol", "p", "pre", "table", "td", "th", "tr", "ul"}


def render(text):
    """HTML of a bio or another short text: paragraphs, emphasis, links, lists, code. Raises ValidationError."""
    return _BIO_CLEANER.clean(tokens_to_html(_BIO, text))


def render_page(text):
    """HTML of a standing page (about, ethics): a bio's Markdown, headings, quotes, tables. Raises ValidationError."""
    # The page has its own h1.
    html = re.sub(r"<(/?)h1>", r"<\1h2>", tokens_to_html(_PAGE, text))
    return _PAGE_CLEANER.clean(html)


def tokens_to_html(parser, text):
    """What `parser` (a MarkdownIt with html off) makes of `text`, not yet sanitised. Raises ValidationError."""
    text = NOT_TEXT.sub("", text)
    refuse_slow(text)
    tokens = parser.parse(text)
    if max((token.level for token in tokens), default=0) > DEEPEST:
        raise ValidationError(_("Quotes and lists are nested too deeply."), code="too_complex")
    return parser.renderer.render(tokens, parser.options, {})


def refuse_slow(text):
    """Raise ValidationError for brackets in a number that no prose has and that would take the parser minutes."""
    for paragraph in re.split(r"\n\s*\n", text):
        if most_open(paragraph, "[]") > MOST_OPEN_BRACKETS:
            raise ValidationError(_("Too many open brackets: close each [ with a ]."), code="too_complex")


def most_open(text, pair):
    """How many opening characters wait for their closing ones at most, reading `text`. `pair` holds the two."""
    depth = most = 0
    for character in re.findall(f"[{re.escape(pair)}]", text):
        depth = depth + 1 if character == pair[0] else max(0, depth - 1)
        most = max(most, depth)
    return most


def safe_url(url):
    """`url` if it is http(s), mailto, or of this site (a path or a fragment); else None.

    Browsers repair addresses: they drop line ends, turn \\ into / and read //host as another site. So whatever
    would need repair is refused, as is any invisible character in front of the path, where it could hide a scheme.
    """
    url = url.strip(" ")
    head = re.match(r"(?:https?://)?[^/?#]*", url, re.IGNORECASE)[0]
    scheme, colon, rest = head.partition(":")
    if CONTROL.search(url) or INVISIBLE.search(head) or url.startswith("//"):
        return None
    if not colon:
        return url
    if scheme.lower() not in SCHEMES or (scheme.lower() != "mailto" and not re.match("//[^/]", rest)):
        return None
    return url


def cleaner(*, tags, attributes, rel, keep=None):
    """An nh3.Cleaner that lets `tags` and `attributes` through, gives each link `rel`, and drops what safe_url refuses.

    `keep(tag, attribute, value)` may decide on the attributes that hold no address: the value to write, or None.
    """

    def judge(tag, attribute, value):
        if attribute in {"href", "src", "cite"} and safe_url(value) is None:
            return None
        return keep(tag, attribute, value) if keep else value

    return nh3.Cleaner(
        tags=tags,
        attributes=attributes,
        attribute_filter=judge,
        clean_content_tags={"script", "style"},
        url_schemes=SCHEMES,
        link_rel=rel,
    )


def plain(html, skip=lambda tag, attributes: False):
    """The words of sanitised `html` on one line, without the elements for which `skip(tag, attributes)` is true."""
    reader = _Reader(skip)
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.pieces).split())


class _Reader(HTMLParser):
    def __init__(self, skip):
        super().__init__()
        self.skip, self.depth, self.pieces = skip, 0, []

    def handle_starttag(self, tag, attrs):
        if tag in APART:
            self.pieces.append(" ")
        if tag not in VOID and (self.depth or self.skip(tag, dict(attrs))):
            self.depth += 1

    def handle_endtag(self, tag):
        if tag in APART:
            self.pieces.append(" ")
        if self.depth:
            self.depth -= 1

    def handle_data(self, data):
        if not self.depth:
            self.pieces.append(data)


def parser(rules, **options):
    """A MarkdownIt that knows `rules` only and no HTML, and of a picture keeps its alt text."""
    made = MarkdownIt("zero", {"html": False, "maxNesting": 100, **options}).enable(rules)
    made.add_render_rule("image", lambda renderer, tokens, number, *rest: escape(tokens[number].content))
    return made


_BIO, _PAGE = parser(BIO_RULES), parser(PAGE_RULES)
_BIO_CLEANER = cleaner(tags=BIO_TAGS, attributes={"a": {"href", "title"}}, rel="noopener")
_PAGE_CLEANER = cleaner(tags=PAGE_TAGS, attributes={"a": {"href", "title"}, "ol": {"start"}}, rel="noopener")
