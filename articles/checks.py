"""What an article must have before readers may see it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models.story import Role
from articles.rendering import render


def problems(article):
    """All that stops publication, as {field: [sentences]}. Empty when the article is ready."""
    return _looked_over(article)[0]


def require_ready(article):
    """The article's text as rendered. Raises ValidationError with all `problems`, by field."""
    found, rendered = _looked_over(article)
    if found:
        raise ValidationError(found)
    return rendered


def _looked_over(article):
    """(problems, the rendered text or None)."""
    found, rendered = {}, None
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
        rendered = render(article.body)
        errors = rendered.errors
    except ValidationError as error:
        errors = error.messages
    if errors:
        found.setdefault("body", []).extend(errors)
    return found, rendered
