"""A passage taken out of all that is kept of an article, for legal reasons: where it stands, and what comes instead.

Reached: the working copy, every revision, every edition (live, past, scheduled) with its HTML, its note and the
corrections, autosaves, the search index; and so every page. An app that keeps words of a story adds to `elsewhere`.
Not reached: addresses, pictures, comments, the audit log, backups, and what others copied (docs/operators.md).
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import editions, seals, search
from articles.models import Edition
from articles.rendering import render
from articles.wallclock import zone
from newsroom.markup import plain

# Functions (article, passage) that take a Passage out of what an app keeps of an article.
elsewhere = []

FIELDS = ["headline", "dek", "body", "hero_alt", "hero_caption", "hero_credit", "source_name", "disclosure"]
MARKUP = re.compile(r"([\\`*_\[\]<>])")
AROUND = 60


@dataclass
class Passage:
    """Words to be removed, in any case and with whatever signs between them; `reason` is a line for readers."""

    words: str
    reason: str
    at: datetime

    def __post_init__(self):
        found = re.findall(r"[^\W_]+", self.words)
        if not found:
            raise ValidationError({"passage": _("Give the words that have to go.")})
        between = r"[\W_]+".join(map(re.escape, found))
        self.pattern = re.compile(rf"(?<![^\W_]){between}(?![^\W_])", re.IGNORECASE)

    def is_in(self, text):
        return self.pattern.search(text) is not None

    def out_of(self, text, most=None):
        """A plain text without it, at most `most` characters long."""
        return self.pattern.sub(lambda _found: _("[Removed for legal reasons]"), text)[:most]

    def out_of_body(self, text):
        """A Markdown text without it, and with the stub that readers see in its place."""
        stub = MARKUP.sub(r"\\\1", self.stub())
        return self.pattern.sub(lambda _found: stub, text)

    def stub(self):
        day = date_format(self.at.astimezone(zone()), _("j F Y"))
        return _("[Removed on %(day)s for legal reasons: %(reason)s]") % {"day": day, "reason": self.reason}

    def out_of_content(self, content):
        """A content dict (articles/content.py) without it."""
        clean = dict(content)
        for name in FIELDS:
            most = Edition._meta.get_field(name).max_length
            clean[name] = self.out_of_body(content[name]) if name == "body" else self.out_of(content[name], most)
        return clean

    def excerpts(self, text):
        """Where it stands in a text: [(before, passage, after)]."""
        places = [(found.start(), found.end()) for found in self.pattern.finditer(text)]
        return [(text[max(0, i - AROUND) : i], text[i:j], text[j : j + AROUND]) for i, j in places]


def found(article, passage):
    """Where a Passage stands: {"editions": […], "revisions": count, "places": [(field, before, passage, after)]}."""
    marked = [edition for edition in article.editions.order_by("live_from") if _stands(passage, edition)]
    contents = article.revisions.values_list("content", flat=True).iterator()
    revisions = sum(any(passage.is_in(content[name]) for name in FIELDS) for content in contents)
    shown = [article, *marked]
    places = [(name, *place) for row in shown for name in FIELDS for place in passage.excerpts(getattr(row, name))]
    return {"editions": marked, "revisions": revisions, "places": list(dict.fromkeys(places))}


def _stands(passage, edition):
    texts = [getattr(edition, name) for name in FIELDS] + [edition.note, edition.reason, plain(edition.body_html)]
    return any(passage.is_in(text) for text in [*texts, *(line["note"] for line in edition.corrections)])


def clear_edition(edition, passage):
    """Take a Passage out of an Edition, its HTML and its seal. Returns the digest of what stays; None: nothing went.

    Raises ValidationError where the words stand in the page with a link or the like between them in the source.
    """
    if not _stands(passage, edition):
        return None
    for name, text in passage.out_of_content({name: getattr(edition, name) for name in FIELDS}).items():
        setattr(edition, name, text)
    edition.note, edition.reason = passage.out_of(edition.note), passage.out_of(edition.reason)
    edition.corrections = [line | {"note": passage.out_of(line["note"])} for line in edition.corrections]
    editions.put_text(edition, render(edition.body))
    if passage.is_in(plain(edition.body_html)):
        raise ValidationError(
            {"passage": _("In the text something stands between these words, a link perhaps. Remove it part by part.")}
        )
    edition.save()
    if edition.live_until and edition.live_until <= passage.at:
        search.forget(edition)
    else:
        search.index(edition)
    return seals.redacted(edition)


def clear_desk(article, passage):
    """Take a Passage out of an Article's revisions and autosaves. Returns how many of both there were."""
    cleared = 0
    for revision in article.revisions.iterator(chunk_size=200):
        content = passage.out_of_content(revision.content)
        if content != revision.content:
            revision.content = content
            revision.save(update_fields=["content"])
            cleared += 1
    for autosave in article.autosaves.all():
        typed = [[name, passage.out_of_body(value) if name == "body" else passage.out_of(value)]
                 for name, value in autosave.typed]  # fmt: skip
        if typed != autosave.typed:
            type(autosave).objects.filter(pk=autosave.pk).update(typed=typed)
            cleared += 1
    return cleared
