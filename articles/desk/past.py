"""Bringing an earlier version back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.content import content_of
from articles.desk.row import lock, revise
from articles.models import Section
from articles.rules import allow
from authors.models import Author
from images.models import Image


class Overtaken(ValidationError):
    """Somebody saved in the meantime. `head` is their Revision."""

    def __init__(self, head):
        self.head = head
        sentence = _("%(name)s saved version %(number)s in the meantime. Nothing was done; look it over first.")
        super().__init__(sentence % {"name": head.by or _("The system"), "number": head.number})


@transaction.atomic
def restore(article, revision, *, by, over=None):
    """Make the content of an earlier Revision the working copy again, as its newest revision.

    `over` is the newest Revision that the person has seen: where another is newer by now, Overtaken is raised.
    Returns (Revision, [what could not come back, in words]); the present Revision where nothing differs.
    """
    article = lock(article)
    allow(by, "edit", article)
    if revision.article_id != article.pk:
        raise ValidationError(_("That is no version of this article."))
    if over is not None and over.pk != article.head_id:
        raise Overtaken(article.head)
    now = content_of(article)
    content, gone = _possible({name: revision.content.get(name, value) for name, value in now.items()})
    if content == now:
        return article.head, gone
    note = _("Version %(number)s brought back") % {"number": revision.number}
    return revise(article, content, by=by, action="brought back", note=note), gone


def _possible(content):
    """A content without the section, picture and people that are deleted by now, and these in words."""
    gone = []
    if content["section_id"] and not Section.objects.filter(pk=content["section_id"]).exists():
        content["section_id"] = None
        gone.append(_("the section"))
    if content["hero_id"] and not Image.objects.filter(pk=content["hero_id"]).exists():
        content["hero_id"] = None
        gone.append(_("the main picture"))
    known = Author.objects.in_bulk([author for author, _role in content["bylines"]])
    if bylines := [line for line in content["bylines"] if line[0] not in known]:
        content["bylines"] = [line for line in content["bylines"] if line not in bylines]
        gone.append(_("a byline"))
    return content, gone
