"""What changed between two versions of an article: in a few words, or all of it side by side."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import compare
from articles.admin.review import label_of, words_of
from articles.models.story import FIELDS

# In the order of the form; a content as PostgreSQL gives it back has another.
COLUMNS = [name for name in FIELDS if name != "body"]


@dataclass(frozen=True)
class Field:
    label: str
    row: compare.Row


def in_words(before, after, budget):
    """“headline; 2 paragraphs changed; tag Android added” of two contents; nothing where they are the same."""
    names = [name for name in [*COLUMNS, "bylines"] if before.get(name) != after.get(name)]
    if "headline" in names and "slug" in names:
        names.remove("slug")  # which follows it
    found = [label_of(name) for name in names]
    if before["body"] != after["body"]:
        found += _of_bodies(before["body"], after["body"], budget)
    added, removed = set(after["tags"]) - set(before["tags"]), set(before["tags"]) - set(after["tags"])
    found += [_("tag %(name)s added") % {"name": name} for name in sorted(added)]
    found += [_("tag %(name)s removed") % {"name": name} for name in sorted(removed)]
    return "; ".join(found)


def _of_bodies(before, after, budget):
    changed, added, removed = compare.counted(compare.paragraphs(before), compare.paragraphs(after), budget)
    found = []
    if changed:
        found.append(ngettext("%(n)s paragraph changed", "%(n)s paragraphs changed", changed) % {"n": changed})
    if added:
        found.append(ngettext("%(n)s paragraph added", "%(n)s paragraphs added", added) % {"n": added})
    if removed:
        found.append(ngettext("%(n)s paragraph removed", "%(n)s paragraphs removed", removed) % {"n": removed})
    return found or [_("blank lines")]


def fields(before, after, budget):
    """Fields but for the body that differ between two contents."""
    names = [name for name in [*COLUMNS, "tags", "bylines"] if before.get(name) != after.get(name)]
    pairs = [(name, *(words_of(name, content[name]) if name in content else "" for content in (before, after)))
             for name in names]  # fmt: skip
    return [Field(label_of(name), compare.Row("changed", compare.words(old, new, budget))) for name, old, new in pairs]


def body(before, after, budget):
    """The bodies of two contents, in Stretches."""
    old, new = (compare.paragraphs(content["body"]) for content in (before, after))
    return compare.stretches(compare.rows(old, new, budget))
