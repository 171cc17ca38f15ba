"""Under which tags of the page cache an edition appears: what a page notes of it, and what its change purges."""

from datetime import UTC

from articles import wallclock
from newsroom.pagecache import shows


def note_cards(editions):
    """Note editions that a list prints, from `for_cards`."""
    for edition in editions:
        shows(f"story:{edition.article_id}", f"section:{edition.section_id}", *image_tag(edition.hero_id))
        shows(*(f"author:{author.pk}" for author in edition.writers))


def note_feed(editions):
    """Note editions that a feed prints, from `for_feed`."""
    note_cards(editions)
    for edition in editions:
        shows(*(f"tag:{tag.pk}" for tag in edition.tags.all()))


def note_story(edition):
    """Note the edition of a story's page, from `for_story`, but for its related stories and comments."""
    note_feed([edition])
    for line in edition.bylines.all():
        shows(f"author:{line.author_id}", *image_tag(line.author.portrait_id))


def months_of(edition):
    """The months and years that list it: by the site's clock, and by UTC where that is another."""
    moments = (edition.published_at.astimezone(zone) for zone in (UTC, wallclock.zone()))
    return {tag for moment in moments for tag in (f"month:{moment:%Y-%m}", f"year:{moment:%Y}")}


def image_tag(pk):
    return [f"image:{pk}"] if pk else []
