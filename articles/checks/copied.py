"""Passages that stand word for word in another live story."""

import re

from django.utils.translation import gettext as _

from articles import search
from articles.checks.draft import Finding, warning
from articles.models import Edition

LONG = 40  # words: shorter paragraphs are the same by chance
ASKED = 10  # words of a paragraph that the index is asked for, as a phrase
PARAGRAPHS = 60  # looked at, from the first
CANDIDATES = 5
ADDRESS = re.compile(r'\]\([^)\s]{0,500}+(?: "[^"\n]{0,500}+")?\)')


@warning
def copied(draft):
    found = []
    long = [(line, split) for line, text in draft.paragraphs if len(split := _words(text)) >= LONG]
    for line, words in long[:PARAGRAPHS]:
        if story := _elsewhere(draft.article, words):
            sentence = _("This paragraph stands word for word in “%(story)s”.") % {"story": story}
            found.append(Finding("body", sentence, line))
    return found


def _elsewhere(article, words):
    """The headline of another live story with these words in a row, or None."""
    middle = len(words) // 2
    phrase = " ".join(words[middle : middle + ASKED])
    keys = search.find(f'"{phrase}"', CANDIDATES)
    whole = f" {' '.join(words)} "
    others = Edition.objects.filter(pk__in=keys).exclude(article=article.pk).values_list("headline", "body")
    return next((headline for headline, body in others if whole in f" {' '.join(_words(body))} "), None)


def _words(text):
    """The words of a text in Markdown, without the addresses of its links."""
    return re.findall(r"\w+", ADDRESS.sub(" ", text).casefold())
