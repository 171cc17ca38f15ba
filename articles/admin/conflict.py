"""The page on which two people's changes of the same words are put together: both sides, and what stood before."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from articles.admin.access import respond
from articles.admin.review import label_of, words_of
from articles.admin.standing import badges
from articles.content import clean
from articles.difference import changes
from articles.forms.article import ArticleForm, initial_of
from articles.forms.fields import NUMBER
from articles.merge import Clash, merge_content, passages

NO_TEXT = {"section_id", "hero_id", "kind", "tags", "bylines", "comments_open", "related_pins"}
NOT_CARRIED = {"csrfmiddlewaretoken", "then", "theirs", "window", "number"}


@dataclass
class Passage:
    """One place that both changed: what each made of it, as HTML against `base`; `name` is that of its choice."""

    name: str
    clash: Clash
    is_text: bool = True
    edited: str = ""
    chosen: str = ""
    yours: str = field(init=False)
    theirs: str = field(init=False)

    def __post_init__(self):
        self.yours, self.theirs = _marked(self.clash.base, self.clash.ours), _marked(self.clash.base, self.clash.theirs)
        self.edited = self.edited or self.clash.ours.strip("\n")


@dataclass
class Disputed:
    """A field of which there are two versions: settled text and Passages, in order."""

    name: str
    label: str
    pieces: list

    @property
    def passages(self):
        return [piece for piece in self.pieces if isinstance(piece, Passage)]


def disputed(base, ours, theirs, posted=None):
    """(content, fields): both changes as far as they go together, and a Disputed for each field where they don't."""
    content, names = merge_content(base, ours, theirs)
    found = []
    for name in names:
        if name == "body":
            pieces = passages(base[name], ours[name], theirs[name])
        else:
            pieces = [Clash(*(words_of(name, side[name]) for side in (base, ours, theirs)))]
        found.append(Disputed(name, label_of(name), _numbered(name, pieces, posted or {})))
    return content, found


def conflict_page(request, article, form, base, window, *, status=409, posted=None):
    """The page for what stands in `form` (valid, edited from the revision `base`) against the article's newest save."""
    ours = {**base.content, **clean(form.content())}
    _content, fields = disputed(base.content, ours, article.head.content, posted)
    carried = [(name, value) for name, values in form.data.lists() if _is_carried(name) for value in values]
    context = {"article": article, "badges": badges(article), "fields": fields, "carried": carried, "window": window}
    context |= {"title": _("Put two versions together"), "theirs": article.head, "number": form.data.get("number", 0)}
    context["missing"] = posted is not None
    return respond(request, "article/conflict.html", context, status=status)


def settled(request, article):
    """What was chosen on the page: (form, base, theirs, content); the content is None where a choice is missing.

    All are None where it can't be told which versions were put together.
    """
    form = ArticleForm(request.POST, initial=initial_of(article.head.content, article.head))
    form.is_valid()
    base, theirs = (_revision(article, request.POST.get(name, "")) for name in ("base", "theirs"))
    if base is None or theirs is None or form.errors:
        return None, None, None, None
    ours = {**base.content, **clean(form.content())}
    content, fields = disputed(base.content, ours, theirs.content, request.POST)
    if not all(passage.chosen for entry in fields for passage in entry.passages):
        return form, base, theirs, None
    content |= {entry.name: _chosen(entry, ours, theirs.content) for entry in fields}
    return form, base, theirs, content


def complaints(form, content):
    """What is wrong with the text of `content`, by the fields of `form`: a dict of name to sentences."""
    found = {}
    for name, value in content.items():
        if name not in NO_TEXT:
            try:
                form.fields[name].clean(value)
            except ValidationError as error:
                found[name] = error.messages
    return found


def _revision(article, number):
    return article.revisions.filter(pk=int(number)).first() if NUMBER.fullmatch(number) else None


def _numbered(name, pieces, posted):
    """The pieces with a Passage in place of each Clash, and what is settled between two of them as one text."""
    found, count = [], 0
    for piece in pieces:
        if isinstance(piece, Clash):
            found.append(_passage(f"{name}-{count}", piece, name not in NO_TEXT, posted))
            count += 1
        elif found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _passage(key, clash, is_text, posted):
    choice = posted.get(f"choice-{key}", "")
    choices = ("ours", "theirs", "both", "edited") if is_text else ("ours", "theirs")
    edited = posted.get(f"edited-{key}", "").replace("\r\n", "\n")
    return Passage(key, clash, is_text, edited, choice if choice in choices else "")


def _chosen(entry, ours, theirs):
    """The field's value by the choices made."""
    first = entry.passages[0]
    if not first.is_text:
        return (ours if first.chosen == "ours" else theirs)[entry.name]
    if entry.name != "body":
        return " ".join(_text(first).split())
    text, after_choice = "", False
    for piece in entry.pieces:
        chosen = isinstance(piece, Passage)
        text = _apart(text, _text(piece) if chosen else piece) if chosen or after_choice else text + piece
        after_choice = chosen
    return text


def _text(passage):
    clash = passage.clash
    both = _apart(clash.theirs, clash.ours)
    return {"ours": clash.ours, "theirs": clash.theirs, "both": both, "edited": passage.edited}[passage.chosen]


def _apart(before, after):
    """Two pieces with an empty line between them."""
    if not before or not after or before.endswith("\n\n"):
        return before + after
    return f"{before.rstrip()}\n\n{after}"


def _is_carried(name):
    return name not in NOT_CARRIED and not name.startswith(("choice-", "edited-"))


def _marked(base, side):
    """`side` as HTML, with what it took out of `base` in <del> and what it put in in <ins>."""
    old, new = (re.findall(r"\s+|\S+", text.strip("\n")) for text in (base, side))
    changed = changes(old, new)
    if sum(i2 - i1 for i1, i2, _j1, _j2 in changed) * 2 > len(old):  # written anew: single words in common say nothing
        changed = [(0, len(old), 0, len(new))]
    pieces, at = [], 0
    for i1, i2, j1, j2 in [*changed, (len(old), len(old), len(new), len(new))]:
        pieces += [("span", new[at:j1]), ("del", old[i1:i2]), ("ins", new[j1:j2])]
        at = j2
    return format_html_join("", "<{}>{}</{}>", ((tag, "".join(words), tag) for tag, words in pieces if words))
