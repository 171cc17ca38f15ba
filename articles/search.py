"""Full-text search over what readers may see: FTS5 on SQLite, tsvector on PostgreSQL, one behaviour.

All words must be found, in any field; "a phrase" stands together; -word must not be there. Words are stemmed as
English ones. Headlines weigh most, then tags and authors, the standfirst, the body.
"""

import re

from django.db import connection
from django.utils import timezone

from articles.models import Edition

MOST = 1000

# ruff: noqa: S608  the only thing put into a statement is a constant of this module
# Each statement in two dialects. The table is made by migration 0003.
INSERT = {
    "sqlite": "INSERT INTO articles_search (rowid, headline, tags, authors, dek, body) VALUES (%s, %s, %s, %s, %s, %s)",
    "postgresql": "INSERT INTO articles_search VALUES (%s, setweight(to_tsvector('english', %s), 'A') || "
    "setweight(to_tsvector('english', %s), 'B') || setweight(to_tsvector('english', %s), 'B') || "
    "setweight(to_tsvector('english', %s), 'C') || setweight(to_tsvector('english', %s), 'D'))",
}
DELETE = {
    "sqlite": "DELETE FROM articles_search WHERE rowid = %s",
    "postgresql": "DELETE FROM articles_search WHERE edition_id = %s",
}
MATCH = {
    "sqlite": "SELECT rowid FROM articles_search WHERE articles_search MATCH %s "
    f"ORDER BY bm25(articles_search, 10, 6, 6, 4, 1) LIMIT {MOST}",
    "postgresql": "SELECT edition_id FROM articles_search, websearch_to_tsquery('english', %s) AS q WHERE words @@ q "
    f"ORDER BY ts_rank_cd('{{0.1, 0.4, 0.6, 1.0}}', words, q) DESC, edition_id DESC LIMIT {MOST}",
}


def index(edition):
    """Make an edition findable (while it is live), and forget those of its article that are past."""
    for past in edition.article.editions.filter(live_until__lte=timezone.now()).exclude(pk=edition.pk):
        forget(past)
    forget(edition)
    authors = " ".join(line.author.name for line in edition.bylines.select_related("author"))
    words = [edition.headline, " ".join(edition.tags.names()), authors, edition.dek, edition.body]
    _execute(INSERT, [edition.pk, *words])


def forget(edition):
    """Take an edition out of the index."""
    _execute(DELETE, [edition.pk])


def find(query):
    """The live editions that match what a reader typed, best first: a list of ids, at most `MOST`."""
    words = _parse(query)
    if not any(wanted for wanted, _ in words):
        return []
    expression = _fts5(words) if connection.vendor == "sqlite" else _websearch(words)
    found = [row[0] for row in _execute(MATCH, [expression])]
    live = set(Edition.objects.live().filter(pk__in=found).values_list("pk", flat=True))
    return [pk for pk in found if pk in live]


def _parse(query):
    """[(wanted, text)] of what was typed: words and phrases, with all other syntax taken out."""
    found = []
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]*)"|([^\s"]+))', query[:200].replace("\x00", "")):
        text = " ".join(re.findall(r"\w+", phrase or word))
        if text:
            found.append((not minus, text))
    return found


def _fts5(words):
    wanted = " AND ".join(f'"{text}"' for want, text in words if want)
    unwanted = "".join(f' NOT "{text}"' for want, text in words if not want)
    return wanted + unwanted


def _websearch(words):
    return " ".join(f'{"" if want else "-"}"{text}"' for want, text in words)


def _execute(statements, values):
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor], values)
        return cursor.fetchall() if cursor.description else []
