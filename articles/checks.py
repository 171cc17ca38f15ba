"""What an article must have before readers may see it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models.story import Role
from articles.rendering import render


def problems(article):
    """All that stops publication, as {field: [sentences]}. Empty when the article is ready."""
    found = {}
    required = {"headline": _("Give it a headline."), "body": _("There is no text yet.")}
    for name, sentence in required.items():
        if not getattr(article, name).strip():
            found[name] = [sentence]
    if article.section_id is None:
        found["section"] = [_("Choose a section.")]
    if not any(line.role in (Role.WORDS, Role.ORIGINAL) for line in article.bylines.all()):
        found["bylines"] = [_("Name at least one writer.")]
    if article.hero and not article.hero.decorative and not (article.hero_alt or article.hero.alt):
        found["hero_alt"] = [_("Say what the main picture shows, for those who can't see it.")]
    if article.source_url and not article.source_name:
        found["source_name"] = [_("Name the publication that it comes from.")]
    try:
        errors = render(article.body).errors
    except ValidationError as error:
        errors = error.messages
    if errors:
        found.setdefault("body", []).extend(errors)
    return found


def require_ready(article):
    """Raise ValidationError with all `problems`, by field."""
    if found := problems(article):
        raise ValidationError(found)
