"""What an article must have before readers may see it.

That a correction has its sentence is asked where it is published (articles/editions.py); that each picture in the text
has alt text or is decorative, where the text is rendered (articles/markup/kinds.py): both stop publication as well.
"""

from django.utils.translation import gettext as _

from articles.checks.draft import Finding, blocking
from articles.models.story import Role


@blocking
def headline_and_text(draft):
    required = {"headline": _("Give it a headline."), "body": _("There is no text yet.")}
    return [Finding(name, words) for name, words in required.items() if not draft.content[name].strip()]


@blocking
def section(draft):
    return [] if draft.content["section_id"] else [Finding("section", _("Choose a section."))]


@blocking
def byline(draft):
    if any(role in (Role.WORDS, Role.ORIGINAL) for _author, role in draft.content["bylines"]):
        return []
    return [Finding("bylines", _("Name at least one writer."))]


@blocking
def alt_text(draft):
    hero = draft.hero
    if hero is None or hero.decorative or draft.content["hero_alt"] or hero.alt:
        return []
    return [Finding("hero_alt", _("Say what the main picture shows, for those who can't see it."))]


@blocking
def source(draft):
    if not draft.content["source_url"] or draft.content["source_name"]:
        return []
    return [Finding("source_name", _("Name the publication that it comes from."))]


@blocking
def mistakes(draft):
    return [Finding("body", sentence) for sentence in draft.errors]
