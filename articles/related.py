"""Related stories: by shared tags, the rarer the better, then section and age. Kept on the edition."""

import math

from django.db.models import Count, Q
from django.utils import timezone

from articles.models import Edition, EditionTag
from articles.models.edition import Change
from articles.shown import note_cards
from newsroom.pagecache import shows

SHOWN, KEPT, LOOKED_AT = 4, 12, 60
SECTION_BONUS = 0.5
HALF_LIFE_DAYS = 180


def of(edition):
    """Up to four live editions: the chosen ones, then by score, then the section's latest. Two queries."""
    wanted = dict.fromkeys([*edition.related_pins, *(article for article, _score in edition.related)])
    wanted.pop(edition.article_id, None)
    others = Edition.objects.live().exclude(article__in=[edition.article_id, *wanted]).exclude(change=Change.RETRACTION)
    latest = others.filter(section=edition.section_id).order_by("-published_at", "-pk").values("pk")[:SHOWN]
    stories = Edition.objects.live().filter(Q(article__in=wanted) | Q(pk__in=latest)).for_cards()
    found = {story.article_id: story for story in stories.order_by("-published_at", "-pk")}
    chosen = [found[article] for article in dict.fromkeys([*wanted, *found]) if article in found][:SHOWN]
    shows(*(f"story:{article}" for article in wanted))
    if not chosen or chosen[-1].article_id not in wanted or len(chosen) < SHOWN:
        shows(f"in-section:{edition.section_id}")
    note_cards(chosen)
    return chosen


def refresh(edition):
    """Score an edition against the others, and those against it. Returns the articles whose order changed by that."""
    before = edition.article.editions.exclude(pk=edition.pk).values_list("related", flat=True).first() or []
    edition.related = _scores(edition)
    edition.save(update_fields=["related"])
    scores = dict(edition.related)
    others = Edition.objects.filter(article__in={*scores, *dict(before)}).exclude(live_until__lte=timezone.now())
    changed = []
    for other in others.only("article", "related"):
        known = {pk: score for pk, score in other.related if pk != edition.article_id}
        if other.article_id in scores:
            known[edition.article_id] = scores[other.article_id]
        best = _best(known)
        if best == other.related:
            continue
        Edition.objects.filter(pk=other.pk).update(related=best)
        if [pk for pk, _score in best] != [pk for pk, _score in other.related]:
            changed.append(other.article_id)
    return changed


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
    for article, (section, published_at) in about.items():
        bonus = SECTION_BONUS if section == edition.section_id else 0
        totals[article] = (totals[article] + bonus) * _freshness(edition, published_at)
    return _best(totals)


def _best(scores):
    return sorted(([article, score] for article, score in scores.items()), key=lambda pair: -pair[1])[:KEPT]


def _tag_weights(edition):
    """Each tag's weight: a tag on every second story says little, one on two stories says much."""
    uses = EditionTag.objects.filter(tag__in=edition.tags.all())
    counts = uses.values_list("tag").annotate(Count("content_object__article", distinct=True))
    return {tag: 1 / math.log2(1 + count) for tag, count in counts}


def _freshness(edition, published_at):
    days = abs((edition.published_at - published_at).total_seconds()) / 86400
    return 0.5 ** (days / HALF_LIFE_DAYS)
