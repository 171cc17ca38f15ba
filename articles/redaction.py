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
from articles.readable import fold, texts_of
from articles.rendering import render
from articles.wallclock import zone

# Functions (article, passage) that take a Passage out of what an app keeps of an article.
elsewhere = []

FIELDS = ["headline", "dek", "body", "hero_alt", "hero_caption", "hero_credit", "source_name", "disclosure"]
MARKUP = re.compile(r"([\\`*_\[\]<>])")
AROUND = 60


@dataclass
class Passage:
    """Words to be removed, in any case and with whatever signs between them; `reason` is a line for readers.

    They are looked for as they read (articles/readable.py), so that no soft hyphen or named character hides them.
    """

    words: str
    reason: str
    at: datetime

    def __post_init__(self):
        found = re.findall(r"[^\W_]+", fold(self.words)[0])
        if not found:
            raise ValidationError({"passage": _("Give the words that have to go.")})
        between = r"[\W_]+".join(map(re.escape, found))
        self.pattern = re.compile(rf"(?<![^\W_]){between}(?![^\W_])", re.IGNORECASE)

    def is_in(self, text):
        return self.pattern.search(fold(text)[0]) is not None

    def places(self, text):
        """Where it stands in a text: [(start, end)]."""
        read, places = fold(text)
        return [(places[one.start()][0], places[one.end() - 1][1]) for one in self.pattern.finditer(read)]

    def out_of(self, text, most=None):
        """A plain text without it, at most `most` characters long."""
        return self._replaced(text, _("[Removed for legal reasons]"))[:most]

    def out_of_body(self, text):
        """A Markdown text without it, and with the stub that readers see in its place."""
        return self._replaced(text, MARKUP.sub(r"\\\1", self.stub()))

    def _replaced(self, text, stub):
        for start, end in reversed(self.places(text)):
            text = text[:start] + stub + text[end:]
        return text

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
        return [(text[max(0, i - AROUND) : i], text[i:j], text[j : j + AROUND]) for i, j in self.places(text)]


def found(article, passage):
    """Where a Passage stands: {"editions": […], "revisions": count, "places": [(field, before, passage, after)]}."""
    marked = [edition for edition in article.editions.order_by("live_from") if _stands(passage, edition)]
    contents = article.revisions.values_list("content", flat=True).iterator()
    revisions = sum(any(passage.is_in(content[name]) for name in FIELDS) for content in contents)
    shown = [article, *marked]
    places = [(name, *place) for row in shown for name in FIELDS for place in passage.excerpts(getattr(row, name))]
    return {"editions": marked, "revisions": revisions, "places": list(dict.fromkeys(places))}


def _stands(passage, edition):
    texts = [getattr(edition, name) for name in FIELDS] + [edition.note, edition.reason, *texts_of(edition.body_html)]
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
    day = date_format(edition.live_from.astimezone(zone()), _("j F Y"))
    _refuse_readable(edition.body_html, passage, _("the edition of %(day)s") % {"day": day})
    edition.save()
    if edition.live_until and edition.live_until <= passage.at:
        search.forget(edition)
    else:
        search.index(edition)
    return seals.redacted(edition)


def check_working_copy(content, passage):
    """Raise ValidationError where a Passage can still be read in a content dict that it was taken out of."""
    try:
        html = render(content["body"]).html
    except ValidationError:  # too much to be rendered, so no reader will ever get it
        return
    _refuse_readable(html, passage, _("the working copy"))


def _refuse_readable(html, passage, place):
    if any(passage.is_in(text) for text in texts_of(html)):
        sentence = _(
            "In the text of %(place)s something stands between these words or within them, a link or a footnote "
            "perhaps. Remove it part by part."
        )
        raise ValidationError({"passage": sentence % {"place": place}})


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
