"""Related stories: by shared tags, the rarer the better, then section and age. Computed at publication."""

import math

from django.db.models import Count

from articles.models import Edition, EditionTag, RelatedStory

SHOWN, KEPT, LOOKED_AT = 4, 12, 60
SECTION_BONUS = 0.5
HALF_LIFE_DAYS = 180


def of(edition):
    """Up to four live editions: the chosen ones first, then by score. Three queries."""
    pins = edition.related_pins
    scores = dict(RelatedStory.objects.filter(article=edition.article_id).values_list("other", "score"))
    wanted = {*pins, *scores} - {edition.article_id}
    found = Edition.objects.live().filter(article__in=wanted).for_cards()
    order = {pk: (0, place) for place, pk in reversed(list(enumerate(pins)))}
    return sorted(found, key=lambda e: order.get(e.article_id, (1, -scores.get(e.article_id, 0))))[:SHOWN]


def refresh(edition):
    """Score an edition's article against the others, and them against it."""
    mine = _scores(edition)
    RelatedStory.objects.filter(article=edition.article_id).delete()
    RelatedStory.objects.bulk_create(
        RelatedStory(article_id=edition.article_id, other_id=pk, score=score) for pk, score in mine
    )
    for pk, score in mine:
        RelatedStory.objects.update_or_create(article_id=pk, other_id=edition.article_id, defaults={"score": score})
    _trim([pk for pk, _ in mine])


def _scores(edition):
    totals, about = {}, {}
    for tag, weight in _tag_weights(edition).items():
        uses = EditionTag.objects.filter(tag=tag).exclude(content_object__article=edition.article_id)
        rows = uses.order_by("-content_object__published_at").values_list(
            "content_object__article", "content_object__section", "content_object__published_at"
        )
        latest = {article: (section, published_at) for article, section, published_at in rows[:LOOKED_AT]}
        about |= latest
        for article in latest:
            totals[article] = totals.get(article, 0) + weight
    scored = [
        (
            article,
            (totals[article] + SECTION_BONUS * (section == edition.section_id)) * _freshness(edition, published_at),
        )
        for article, (section, published_at) in about.items()
    ]
    return sorted(scored, key=lambda pair: -pair[1])[:KEPT]


def _tag_weights(edition):
    """Each tag's weight: a tag on every second story says little, one on two stories says much."""
    counts = EditionTag.objects.filter(tag__in=edition.tags.all()).values_list("tag").annotate(Count("pk"))
    return {tag: 1 / math.log2(1 + count) for tag, count in counts}


def _freshness(edition, published_at):
    days = abs((edition.published_at - published_at).total_seconds()) / 86400
    return 0.5 ** (days / HALF_LIFE_DAYS)


def _trim(articles):
    for article in articles:
        rows = RelatedStory.objects.filter(article=article).order_by("-score").values_list("pk", flat=True)
        RelatedStory.objects.filter(pk__in=list(rows[KEPT:])).delete()
