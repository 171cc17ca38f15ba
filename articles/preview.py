"""The working copy as readers would see it: an edition that is never saved."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles import editions
from articles.markup import Rendered
from articles.models import Edition, EditionByline, Section, Tag
from articles.models.story import FIELDS
from articles.rendering import render
from articles.structured import absolute
from articles.views import story_context
from authors.models import Author
from images import figures

NOT_IN_THE_DATABASE = 0  # as a key, so that reverse relations answer from what is prefetched here


@dataclass(frozen=True)
class Preview:
    edition: Edition
    errors: list  # the mistakes in the body, a sentence each
    rendered: Rendered | None  # what came of the body, None where it can't be rendered

    def context(self):
        """What the story's template prints, and that it is a preview."""
        return story_context(self.edition) | {"preview": True, "errors": self.errors}


def preview(article, content):
    """A Preview of `content` (a content dict, see articles/content.py) as the next edition of `article`."""
    live = article.live_edition() if article.pk else None
    edition = Edition(pk=NOT_IN_THE_DATABASE, article=article, **{name: content[name] for name in FIELDS})
    edition.slug = edition.slug or editions.slug_from(edition.headline, article) or "untitled"
    edition.headline = edition.headline or _("Untitled")
    edition.published_at = edition.live_from = live.published_at if live else timezone.now()
    if live:
        edition.updated_at, edition.corrections, edition.change = live.updated_at, live.corrections, live.change
    edition.path = editions.path_of(edition)
    for name, value in editions.hero_words(edition, content).items():
        setattr(edition, name, value)
    if edition.section is None:
        edition.section = Section(name=_("No section yet"), slug="none")
    edition._prefetched_objects_cache = {"bylines": _bylines(content), "tags": _tags(content)}
    return Preview(edition, *_put_body(edition))


def shared(edition):
    """What a search engine's result and the card of a shared link print of an edition."""
    address = urlsplit(absolute(edition.get_absolute_url()))
    return {
        "host": address.netloc,
        "steps": [step for step in address.path.split("/") if step],
        "title": edition.headline,
        "description": edition.dek or edition.excerpt,
        "picture": edition.hero.rendition("social") if edition.hero else None,
    }


def _bylines(content):
    authors = Author.objects.select_related("portrait").in_bulk([author for author, role in content["bylines"]])
    return [EditionByline(author=authors[pk], role=role) for pk, role in content["bylines"] if pk in authors]


def _tags(content):
    known = {tag.name: tag for tag in Tag.objects.filter(name__in=content["tags"])}
    return [known.get(name) or Tag(name=name, slug=slugify(name) or "tag") for name in content["tags"]]


def _put_body(edition):
    """Render the text. Returns (mistakes, Rendered); a text that can't be rendered at all is shown as a mistake."""
    try:
        rendered = render(edition.body, lines=True)
    except ValidationError as error:
        edition.body_html = format_html_join("", "<p>{}</p>", ((sentence,) for sentence in error.messages))
        return error.messages, None
    editions.put_text(edition, rendered)
    edition.body_html = figures.for_pages(edition.body_html, figures.used_in(edition.body_html))
    return rendered.errors, rendered
