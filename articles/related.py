"""Related stories: by shared tags, the rarer the better, then section and age. Kept on the edition."""

import math

from django.db.models import Count
from django.utils import timezone

from articles import cards
from articles.models import Edition, EditionTag
from articles.models.edition import Change
from newsroom.pagecache import shows
from newsroom.prepared import planned_once

SHOWN, KEPT, LOOKED_AT = 4, 12, 60
MOST_COUNTED = 1000  # uses of a tag
SECTION_BONUS = 0.5
HALF_LIFE_DAYS = 180


@planned_once
def _latest(at, section):
    rows = Edition.objects.live(at).filter(section=section).exclude(change=Change.RETRACTION).newest_first()
    return rows.values_list(*cards.columns())[: 2 * SHOWN]  # itself and those found already are at most half


def of(edition):
    """Up to four Cards: the chosen stories, then by score, then the section's latest. One query, at most three."""
    known = [*edition.related_pins, *(article for article, _score in edition.related)]
    wanted = tuple(article for article in dict.fromkeys(known) if article != edition.article_id)
    shows(*(f"story:{article}" for article in wanted))
    now = timezone.now()
    found = _by_article(cards.live_of(now, wanted[:SHOWN]))
    if len(found) < SHOWN < len(wanted):
        found |= _by_article(cards.live_of(now, wanted[SHOWN:]))
    chosen = [found[article] for article in wanted if article in found]
    if len(chosen) < SHOWN and edition.section_id:  # a preview may have none
        shows(f"in-section:{edition.section_id}")
        latest = _by_article(_latest(now, edition.section_id))
        chosen += [row for article, row in latest.items() if article not in {edition.article_id, *wanted}]
    return cards.of(chosen[:SHOWN])


def _by_article(rows):
    return {row[cards.ARTICLE]: row for row in rows}


def refresh(edition):
    """Score an edition against the others, and those against it. Returns the articles whose order changed by that.

    One about the same as the edition whose place it takes keeps what that one has: a typo changes no other story.
    """
    earlier = edition.article.editions.exclude(pk=edition.pk)
    before = earlier.exclude(live_until__lt=edition.live_from).first()
    same = before is not None and _subject(before) == _subject(edition)
    edition.related = before.related if same else _scores(edition)
    edition.save(update_fields=["related"])
    return [] if same else _score_others(edition, earlier.values_list("related", flat=True).first() or [])


def _subject(edition):
    return edition.section_id, set(edition.tags.values_list("pk", flat=True))


def _score_others(edition, before):
    """Put an edition into the others' lists, or take it out of those it had to do with `before`."""
    scores = dict(edition.related)
    others = Edition.objects.filter(article__in={*scores, *dict(before)}).exclude(live_until__lte=timezone.now())
    changed = []
    for other in others.only("article", "related"):
        known = {pk: score for pk, score in other.related if pk != edition.article_id}
        if other.article_id in scores:
            known[edition.article_id] = scores[other.article_id]
        ranked = best(known)
        if ranked == other.related:
            continue
        Edition.objects.filter(pk=other.pk).update(related=ranked)
        if [pk for pk, _score in ranked] != [pk for pk, _score in other.related]:
            changed.append(other.article_id)
    return changed


def _scores(edition):
    totals, about = {}, {}
    for tag in edition.tags.values_list("pk", flat=True):
        uses = EditionTag.objects.filter(tag=tag).order_by("-published_at", "-content_object_id")
        rows = uses.exclude(content_object__article=edition.article_id)
        latest = {
            article: (section, published_at)
            for article, section, published_at in rows.values_list(
                "content_object__article", "content_object__section", "published_at"
            )[:LOOKED_AT]
        }
        about |= latest
        # A story that was updated stands here once for each edition.
        of_tag = weight(uses[:MOST_COUNTED].aggregate(all=Count("content_object__article", distinct=True))["all"])
        for article in latest:
            totals[article] = totals.get(article, 0) + of_tag
    for article, (section, published_at) in about.items():
        totals[article] = score(totals[article], section == edition.section_id, edition.published_at - published_at)
    return best(totals)


def weight(uses):
    """What a shared tag is worth: one on every second story says little, one on two stories says much."""
    return 1 / math.log2(1 + min(uses, MOST_COUNTED))


def score(total, same_section, apart):
    """The score of a story by the sum of the tags' weights, and by how far apart in time the two stories are."""
    days = abs(apart.total_seconds()) / 86400
    return (total + SECTION_BONUS * same_section) * 0.5 ** (days / HALF_LIFE_DAYS)


def best(scores):
    """What an edition keeps of {article: score}."""
    return sorted(([article, score] for article, score in scores.items()), key=lambda pair: -pair[1])[:KEPT]
