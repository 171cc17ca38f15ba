"""Under which tags of the page cache an edition appears: what its change purges."""

from datetime import UTC

from articles import wallclock
from articles.models.edition import Change
from newsroom.pagecache import purge


def purge_change(edition, before, after, *, also=(), hard=False):
    """Purge what a change of `edition`'s article shows in, now or at the moment that was set for it.

    `before` and `after` are the lists (from `lists_of`) where it stood and will stand. The pages of a list in which it
    keeps its place show its story if they print it. `also` are further tags.
    """
    lists = {tag for tag in before.keys() | after.keys() if before.get(tag) != after.get(tag)}
    if lists - {"corrections"}:
        lists |= months_of(edition)  # articles/paging.py counts each list by months
    purge(f"story:{edition.article_id}", "latest", "schedule", *lists, *also, hard=hard)


def lists_of(edition):
    """{tag: place} of the lists in which an Edition stands while it is live; none for None."""
    if edition is None:
        return {}
    tags = {"front", *(f"with-tag:{pk}" for pk in edition.tagged.values_list("tag", flat=True)), *months_of(edition)}
    tags |= {f"by-author:{line.author_id}" for line in edition.bylines.all()}
    lists = dict.fromkeys(tags, edition.published_at)
    # A retracted story is not among the section's latest below other stories.
    lists[f"in-section:{edition.section_id}"] = edition.published_at, edition.change == Change.RETRACTION
    return lists | ({"corrections": edition.corrections} if edition.corrections else {})


def months_of(edition):
    """The months and years that list it: by the site's clock, and by UTC where that is another."""
    moments = (edition.published_at.astimezone(zone) for zone in (UTC, wallclock.zone()))
    return {tag for moment in moments for tag in (f"month:{moment:%Y-%m}", f"year:{moment:%Y}")}


def image_tag(pk):
    return [f"image:{pk}"] if pk else []
