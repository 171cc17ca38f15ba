"""The related stories of a whole file: what articles/related.py had kept, had each been published in its turn."""

from collections import defaultdict, deque

from articles import related


def scores(stories):
    """{article: [[article, score], …]} of stories (article, section, tags, published_at), the oldest first."""
    latest = defaultdict(lambda: deque(maxlen=related.LOOKED_AT))  # by tag: the stories looked at, the newest last
    uses = defaultdict(int)
    kept = {}
    for article, section, tags, at in stories:
        totals, about = {}, {}
        for tag in tags:
            uses[tag] += 1
            for other, *what in latest[tag]:
                totals[other] = totals.get(other, 0) + related.weight(uses[tag])
                about[other] = what
            latest[tag].append((article, section, at))
        for other, (its_section, its_date) in about.items():
            totals[other] = related.score(totals[other], section == its_section, at - its_date)
        kept[article] = related.best(totals)
        for other, score in kept[article]:
            kept[other] = related.best({**dict(kept[other]), article: score})
    return kept
