"""What is worth a look before readers see an article, and stops nothing."""

import re

from django.utils.translation import gettext as _

from articles.checks.draft import Finding, warning
from images.models import Image

SEARCH_RESULT = 60  # characters of a headline, about 600 px
CARD = 90
PLACEHOLDER = re.compile(r"\b(?:TK)+\b")
FIGURE = re.compile(
    r"^/{3,} *figure *\| *(?P<number>\d{1,18})[^\n]*(?P<options>(?:\n {4,}[^\n]*)*)"
    r"|^ {0,3}!\[[^]\n]{0,2000}+\]\(image:(?P<short>\d{1,18})\b",
    re.MULTILINE,
)
# None reaches over the next mark like its first: thousands that are never closed are read once each.
QUOTE = re.compile(r"“[^“”]*”|„[^„“]*“|«[^«»]*»|\"[^\"]*\"")
QUOTED_WORDS = 5


@warning
def main_picture(draft):
    return [] if draft.hero else [Finding("hero", _("There is no main picture. Lists and shared links look bare."))]


@warning
def main_pictures_credit(draft):
    if draft.hero is None or draft.content["hero_credit"] or draft.hero.credit:
        return []
    return [Finding("hero_credit", _("Say who made the main picture."))]


@warning
def credits_in_the_text(draft):
    """Pictures of the text without a credit, neither in the library nor as an option."""
    body = draft.content["body"]
    bare = [found for found in FIGURE.finditer(body) if "credit:" not in (found["options"] or "")]
    numbers = [int(found["number"] or found["short"]) for found in bare]
    credited = Image.objects.filter(pk__in=numbers).exclude(credit="") if bare else []
    credited = {image.pk for image in credited}
    return [
        Finding("body", _("Say who made the picture %(number)s.") % {"number": number}, _line(body, found))
        for number, found in zip(numbers, bare, strict=True)
        if number not in credited
    ]


@warning
def long_headline(draft):
    count = len(draft.content["headline"])
    if count <= SEARCH_RESULT:
        return []
    words = _("%(count)s characters: search results cut it off after about %(most)s.")
    if count > CARD:
        words = _("%(count)s characters: search results cut it off after about %(most)s, and cards cut it off too.")
    return [Finding("headline", words % {"count": count, "most": SEARCH_RESULT})]


@warning
def standfirst(draft):
    if draft.content["dek"].strip():
        return []
    return [Finding("dek", _("There is no standfirst. Cards and search results show the first words of the text."))]


@warning
def placeholder(draft):
    """“TK”, which means “to come”, left somewhere."""
    sentence = _("“TK” stands there still.")
    fields = [name for name in ("headline", "dek", "hero_alt", "hero_caption", "hero_credit", "disclosure")
              if PLACEHOLDER.search(draft.content[name])]  # fmt: skip
    lines = enumerate(draft.content["body"].splitlines(), 1)
    return [Finding(name, sentence) for name in fields] + [
        Finding("body", sentence, number) for number, line in lines if PLACEHOLDER.search(line)
    ]


@warning
def quote_without_attribution(draft):
    """Paragraphs that are a quotation and nothing else, unless the one before leads up to it with a colon."""
    found, before = [], ""
    for line, words in draft.paragraphs:
        quotes, rest = QUOTE.findall(words), QUOTE.sub("", words)
        long = any(len(quote.split()) >= QUOTED_WORDS for quote in quotes)
        if long and not re.search(r"\w", rest) and not before.rstrip("*_ ").endswith(":"):
            found.append(Finding("body", _("Who said this? The quotation stands alone in its paragraph."), line))
        before = words
    return found


def _line(text, match):
    return text.count("\n", 0, match.start()) + 1
