"""The readers' history of a story: each edition that was live, and what it changed, as it read on the page."""

import re
from dataclasses import dataclass, field
from itertools import islice, pairwise

from django.utils.translation import gettext as _

from articles import compare
from articles.difference import Budget
from articles.known import sections
from articles.models import EditionTag
from articles.models.story import Role
from authors.known import authors
from newsroom.markup import APART, plain
from newsroom.pagecache import shows

PAGE = 10
BLOCK = re.compile(rf"</?(?:{'|'.join(sorted(APART - {'br', 'td', 'th'}))})\b[^>]*>")
PICTURE = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>')


@dataclass
class Entry:
    """An edition as the history lists it, the newest first."""

    edition: object
    fields: list = field(default_factory=list)  # (label, compare.Part list) of what changed but for the text
    body: list = field(default_factory=list)  # compare.Stretch list; empty where the text stayed as it was
    gone: object = None  # the edition that was taken down before this one came


def entries(page):
    """Entries of a Page of Editions, the newest first."""
    rest = page.paginator.object_list[page.end_index() :][:1]
    chain = [*page, *(rest if page.has_next() else []), None]
    tags = _tags([edition for edition in chain if edition])
    found, budget = [], Budget()
    for edition, earlier in islice(pairwise(chain), len(page)):
        entry = Entry(edition)
        if earlier:
            entry.fields = _fields(earlier, edition, tags, budget)
            old, new = paragraphs(earlier.body_html), paragraphs(edition.body_html)
            entry.body = compare.stretches(compare.rows(old, new, budget)) if old != new else []
            entry.gone = earlier if earlier.live_until and earlier.live_until < edition.live_from else None
        found.append(entry)
    return found


def paragraphs(html):
    """What a reader reads of a story's HTML: a text for each paragraph, heading, point, and so on."""
    named = PICTURE.sub(lambda image: _("[Picture: %(alt)s]") % {"alt": image[1]} if image[1] else _("[Picture]"), html)
    texts = (plain(piece, lambda tag, attributes: attributes.get("class") == "anchor") for piece in BLOCK.split(named))
    return [text for text in texts if text]


def _fields(old, new, tags, budget):
    pairs = zip(_told(old, tags[old.pk]), _told(new, tags[new.pk]), strict=True)
    return [(label, compare.words(was, now, budget)) for (label, was), (_label, now) in pairs if was != now]


def _told(edition, tags):
    """What a story's page says besides its text, as (label, words)."""
    people = authors.holding({author for author, _role in edition.credits})
    shows(*(f"author:{author}" for author, _role in edition.credits), f"section:{edition.section_id}")
    names = (f"{people[author].name} ({Role(role).label})" for author, role in edition.credits)
    return [
        (_("Headline"), edition.headline),
        (_("Standfirst"), edition.dek),
        (_("Kind"), edition.get_kind_display()),
        (_("Section"), sections.holding({edition.section_id})[edition.section_id].name),
        (_("By"), ", ".join(names)),
        (_("Main picture"), edition.hero_alt or (_("a picture") if edition.hero_id else "")),
        (_("Caption"), edition.hero_caption),
        (_("Credit"), edition.hero_credit),
        (_("Topics"), ", ".join(tags)),
        (_("Source"), f"{edition.source_name} {edition.source_url}".strip()),
        (_("Disclosure"), edition.disclosure),
        (_("Address"), edition.get_absolute_url()),
    ]


def _tags(editions):
    """{edition id: names of its tags}."""
    named = {edition.pk: [] for edition in editions}
    uses = EditionTag.objects.filter(content_object__in=named).order_by("tag__name")
    for pk, tag, name in uses.values_list("content_object", "tag", "tag__name"):
        shows(f"tag:{tag}")
        named[pk].append(name)
    return named
