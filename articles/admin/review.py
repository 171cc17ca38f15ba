"""Two contents of an article side by side, and what still stops its publication: in words for the desk."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles import checks
from articles.admin.words import compared
from articles.difference import changes
from articles.models import Article, Edition, Section
from articles.models.story import Kind, Role
from authors.models import Author
from images.models import Image

SHOWN = 3


@dataclass(frozen=True)
class Difference:
    field: str
    label: str
    now: str  # HTML, as `then` is: the words that differ stand in <del> and <ins>
    then: str


def of_draft(draft):
    """What the checks say of a Draft, for _problems.html: each Finding as (field, its name in words, sentence, line).

    The mistakes in a text stand below it, so they are left out here.
    """
    stop = [finding for finding in checks.blocks(draft) if finding.field != "body" or not draft.content["body"].strip()]
    return {"problems": _in_words(stop), "warnings": _in_words(checks.warns(draft))}


def of_publication(article):
    """The same of an article that is to be published: all that stops it, and all that is worth a look."""
    draft = checks.draft_of(article)
    return {"problems": _in_words(checks.blocks(draft)), "warnings": _in_words(checks.warns(draft))}


def _in_words(findings):
    return [(finding.field, label_of(finding.field), finding.sentence, finding.line) for finding in findings]


def label_of(name):
    """A content key in words."""
    if name == "bylines":
        return _("bylines")
    return str(Article._meta.get_field(name.removesuffix("_id")).verbose_name)


def words_of(name, value):
    """A value of a content dict as a person reads it."""
    match name:
        case "section_id":
            return _name(Section, value)
        case "hero_id":
            return _name(Image, value)
        case "kind":
            return str(Kind(value).label)
        case "tags":
            return ", ".join(value)
        case "bylines":
            names = Author.objects.in_bulk([author for author, role in value])
            return ", ".join(f"{names[author]} ({Role(role).label})" for author, role in value if author in names)
        case "comments_open":
            return _("Yes") if value else _("No")
        case "related_pins":
            # The headline of what is not published yet is for those who may open it, and this doesn't know who reads.
            live = dict(Edition.objects.live().filter(article__in=value).values_list("article", "headline"))
            return "\n".join(live.get(pk, f"#{pk}") for pk in value)
    return str(value)


def _name(model, pk):
    row = model.objects.filter(pk=pk).first() if pk else None
    return str(row) if row else ""


def differences(before, after):
    """What differs between two contents, as Differences; of the body, the first paragraphs that do."""
    changed = [name for name in after if name != "body" and before.get(name) != after[name]]
    found = [Difference(n, label_of(n), *compared(words_of(n, before[n]), words_of(n, after[n]))) for n in changed]
    return found + _of_bodies(before["body"], after["body"])


def _of_bodies(before, after):
    old, new = (re.split(r"\n\s*\n", text.strip()) for text in (before, after))
    changed = changes(old, new)
    found = [
        Difference("body", _("body"), *compared("\n\n".join(old[i1:i2]), "\n\n".join(new[j1:j2])))
        for i1, i2, j1, j2 in changed[:SHOWN]
    ]
    if len(changed) > SHOWN:
        rest = _("%(count)s more places in the body.") % {"count": len(changed) - SHOWN}
        found.append(Difference("body", _("body"), "…", rest))
    return found
