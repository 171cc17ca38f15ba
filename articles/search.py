"""Full-text search over what readers may see: FTS5 on SQLite, tsvector on PostgreSQL, one behaviour.

All words must be found, in any field; "a phrase" stands together; -word must not be there. Words are stemmed as
English ones. First comes the story whose headline was typed, then those with all words in headline, tags and authors,
then the others; each the newest first. No score is worked out: that would take every match, and a common word matches
nearly every story. Matches are read by date instead, until there are as many as a page needs.
"""

import re
from functools import cache
from hashlib import sha256

from django.db import connection, connections, router
from django.utils import timezone

from articles.models import Edition
from newsroom import prepared
from newsroom.prepared import Prepared

MOST = 100  # that a reader is shown

# A row's key is its date and its edition in one number, so that the index has them in the order of the results.
BITS = 31

# ruff: noqa: S608  the only thing put into a statement is a constant of this module
# Each statement in two dialects. The tables are made by migration 0006.
INSERT = {
    "sqlite": [
        "INSERT INTO articles_search_heads (rowid, headline, tags, authors, whole) VALUES (%s, %s, %s, %s, %s)",
        "INSERT INTO articles_search (rowid, headline, tags, authors, dek, body) VALUES (%s, %s, %s, %s, %s, %s)",
    ],
    "postgresql": [
        "INSERT INTO articles_search (key, heads, words) VALUES (%s, to_tsvector('english', %s), "
        "to_tsvector('english', %s))"
    ],
}
DELETE = {
    "sqlite": ["DELETE FROM articles_search_heads WHERE rowid = %s", "DELETE FROM articles_search WHERE rowid = %s"],
    "postgresql": ["DELETE FROM articles_search WHERE key = %s"],
}
# PostgreSQL can go by date, fast where many match, or ask the index of words, fast where few do, and does not know how
# rare an unknown word is, or common ones together. So it is told: look at the newest; go on by date if matches are not
# rare among them; else ask the index. A part whose condition does not hold is not run. With the words in a subquery,
# and the key in a sum, the plan is the same for all words, and so made once a connection.
NEWEST = {"heads": 3000, "words": 300}  # a text is much longer to read than a headline
FURTHER = {"heads": 15_000, "words": 3000}
_WANTED = "WITH wanted AS (SELECT websearch_to_tsquery('english', %s) AS words)"
_BY_DATE = """SELECT key FROM (SELECT key, {column} AS has FROM articles_search ORDER BY key DESC LIMIT {reach}) AS few
    WHERE has @@ (SELECT words FROM wanted) AND {condition} ORDER BY key DESC LIMIT {most}"""
_BY_WORD = """SELECT key FROM articles_search
    WHERE {column} @@ (SELECT words FROM wanted) AND {condition} ORDER BY key + 0 DESC LIMIT {most}"""


def _tsvector(column, most):
    """The newest matches in a column of PostgreSQL's table."""
    newest, further = NEWEST[column], FURTHER[column]
    so_far, by_then = "(SELECT count(*) FROM near)", "(SELECT count(*) FROM far)"
    enough = f"{so_far} BETWEEN {most * newest // further} AND {most - 1}"
    near = _BY_DATE.format(column=column, most=most, reach=newest, condition="true")
    far = _BY_DATE.format(column=column, most=most, reach=further, condition=enough)
    rest = _BY_WORD.format(column=column, most=most, condition=f"{so_far} < {most} AND {by_then} < {most}")
    return (
        f"{_WANTED}, near AS MATERIALIZED ({near}), far AS MATERIALIZED ({far}), rest AS ({rest}) "
        f"SELECT key FROM near UNION SELECT key FROM far UNION SELECT key FROM rest ORDER BY key DESC LIMIT {most}"
    )


def _fts(table, most):
    """The newest matches in one of SQLite's tables."""
    return f"SELECT rowid AS key FROM {table} WHERE {table} MATCH %s ORDER BY rowid DESC LIMIT {most}"


@cache
def _in_all(vendor, most):
    """The statement for words in any field."""
    return _fts("articles_search", most) if vendor == "sqlite" else _tsvector("words", most)


@cache
def _in_heads(vendor, most):
    """The statement for a headline as one word, and for words in headline, tags and authors."""
    if vendor == "sqlite":
        same = others = _fts("articles_search_heads", most)
    else:  # few headlines are the same
        same = f"{_WANTED} {_BY_WORD.format(column='heads', most=most, condition='true')}"
        others = _tsvector("heads", most)
    return (
        f"SELECT key FROM (SELECT 0 AS tier, key FROM ({same}) AS same "
        f"UNION ALL SELECT 1, key FROM ({others}) AS others) AS found ORDER BY tier, key DESC"
    )


# Between two fields, so that no phrase reaches across: a word that is not indexed but takes a place.
APART = "\nthe\n"


def index(edition):
    """Make an edition findable (while it is live), and forget those of its article that are past."""
    for past in edition.article.editions.filter(live_until__lte=timezone.now()).exclude(pk=edition.pk):
        forget(past)
    forget(edition)
    authors = " ".join(line.author.name for line in edition.bylines.select_related("author"))
    add([(edition, edition.headline, " ".join(edition.tags.names()), authors, edition.dek, edition.body)])


def add(rows):
    """Put editions that are not there yet into the index: (Edition, headline, tags, authors, standfirst, text)."""
    if connection.vendor == "sqlite":
        heads = [(key_of(e), headline, tags, authors, _whole(headline)) for e, headline, tags, authors, *_ in rows]
        values = [heads, [(key_of(edition), *words) for edition, *words in rows]]
    else:
        values = [[_vectors(edition, words) for edition, *words in rows]]
    with connection.cursor() as cursor:
        for statement, some in zip(INSERT[connection.vendor], values, strict=True):
            cursor.executemany(statement, some)


def forget(edition):
    """Take an edition out of the index."""
    with connection.cursor() as cursor:
        for statement in DELETE[connection.vendor]:
            cursor.execute(statement, [key_of(edition)])


def find(query, most=MOST):
    """The live editions that match what a reader typed, best first: a list of ids, at most `most`."""
    words = _parse(query)
    if not any(wanted for wanted, _ in words):
        return []
    read = most
    while True:
        found = _matches(query, words, read)
        live = {row[0] for row in _live(timezone.now(), tuple(found))}
        if len(live) >= most or len(found) < read:
            return [pk for pk in found if pk in live][:most]
        read *= 2  # some are still to come, or past


def _matches(query, words, most):
    """The editions in the index that match, best first: a list of ids, at most `most`."""
    vendor = connections[router.db_for_read(Edition)].vendor
    expression = _fts5(words) if vendor == "sqlite" else _websearch(words)
    keys = {}  # each once
    if all(wanted for wanted, _ in words):  # what is not wanted may also stand in the text
        keys |= dict.fromkeys(_execute(_in_heads(vendor, most), [_whole(query), expression]))
    if len(keys) < most:
        keys |= dict.fromkeys(_execute(_in_all(vendor, most), [expression]))
    return [key & (1 << BITS) - 1 for key in keys][:most]


@Prepared
def _live(at, editions):
    return Edition.objects.live(at).filter(pk__in=editions).order_by().values_list("pk")


def key_of(edition):
    """An edition's key in the index."""
    seconds = min(max(0, int(edition.published_at.timestamp())), 2**32 - 1)
    return (seconds << BITS) + edition.pk


def _whole(headline):
    """One word that stands for a headline as a whole, whatever its case and punctuation."""
    words = " ".join(re.findall(r"\w+", headline.casefold()))
    return f"x{int(sha256(words.encode()).hexdigest()[:16], 16)}"


def _vectors(edition, words):
    headline, tags, authors, *_ = words
    return key_of(edition), APART.join([headline, tags, authors, _whole(headline)]), APART.join(words)


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


def _execute(statement, values):
    with prepared.cursor(connections[router.db_for_read(Edition)]) as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]
