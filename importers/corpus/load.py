"""How a file is loaded: read once to see what is in it, then in order of time, a batch to a transaction."""

import json
from collections import Counter, namedtuple
from itertools import islice

from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles import wallclock
from articles.models import Edition
from importers.corpus import kin, lines
from importers.corpus.lines import BadLine
from importers.corpus.places import Places
from importers.corpus.rows import Batch, comment_text, story_text
from newsroom import pagecache
from newsroom.pagecache.table import EVERYTHING

BATCH = 500

# A line that may be loaded: where it stands in the file, and what is needed before it is read again.
Entry = namedtuple("Entry", "at offset path section tags")


def load(path, pictures=None, *, bad, progress):
    """Load the file at `path`, with the pictures of a folder. Returns a Counter: stories, comments, known, bad.

    `bad(number, sentence)` is called for each line that is left out, `progress(what, done, total)` now and then.
    Safe to stop and to run again: a story that has an edition at its address is left as it is.
    """
    places, counts, changed = Places(pictures), Counter(stories=0, comments=0, known=0, bad=0), 0
    with open(path, "rb") as file:
        entries = _survey(file, places, counts, bad, progress)
        known = _articles(entry.path for entry in entries)
        missing = [entry for entry in entries if entry.path not in known]
        counts["known"] = len(entries) - len(missing)
        try:
            for batch in _batches(missing):
                _load(file, batch, places, counts)
                progress(_("Stories"), counts["stories"], len(missing))
            changed = _relate(entries, progress)
        finally:
            if missing or changed:
                pagecache.purge(EVERYTHING)
    if missing and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return counts


def _survey(file, places, counts, bad, progress):
    """The Entry of each line that can be loaded, the oldest first. Makes what they are filed under."""
    entries, taken, offset = [], set(), 0
    for number, raw in enumerate(file, 1):
        try:
            entry = _entry(raw, offset, places)
            if entry.path in taken:
                raise BadLine(_("An earlier line has the address /%(path)s/.") % {"path": entry.path})
            taken.add(entry.path)
            entries.append(entry)
        except BadLine as error:
            counts["bad"] += 1
            bad(number, str(error))
        offset += len(raw)
        if number % 1000 == 0:
            progress(_("Lines read"), number, None)
    return sorted(entries)


def _entry(raw, offset, places):
    line = lines.read(raw)
    story_text(line)
    for remark in line.comments:
        comment_text(remark)
    places.picture(line.image, line.image_alt)
    for name in line.authors:
        places.author(name)
    tags = tuple(dict.fromkeys(places.tag(name).pk for name in line.tags))
    path = f"{line.published_at.astimezone(wallclock.zone()):%Y/%m}/{line.slug}"
    return Entry(line.published_at, offset, path, places.section(line.section).pk, tags)


def _articles(paths):
    """{address: article id} of those that have had an edition."""
    found = {}
    for some in _batches(paths):
        found.update(Edition.objects.filter(path__in=some).values_list("path", "article"))
    return found


def _load(file, entries, places, counts):
    batch = []
    for entry in entries:
        file.seek(entry.offset)
        batch.append(lines.read(file.readline()))
    with transaction.atomic():
        Batch(batch, places).save()
    counts["stories"] += len(batch)
    counts["comments"] += sum(len(line.comments) for line in batch)


def _relate(entries, progress):
    """Give each story of the file its related ones, where it hasn't them yet. Returns how many got others."""
    articles = _articles(entry.path for entry in entries)
    stories = [(articles[entry.path], entry.section, entry.tags, entry.at) for entry in entries]
    scores = kin.scores(stories)
    done = changed = 0
    for some in _batches(scores):
        with transaction.atomic(), connection.cursor() as cursor:
            rows = Edition.objects.live().filter(article__in=some).order_by().values_list("pk", "article", "related")
            wanted = [(json.dumps(scores[article]), pk) for pk, article, had in rows if had != scores[article]]
            cursor.executemany("UPDATE articles_edition SET related = %s WHERE id = %s", wanted)
        done, changed = done + len(some), changed + len(wanted)
        progress(_("Related"), done, len(scores))
    return changed


def _batches(values):
    values = iter(values)
    while some := list(islice(values, BATCH)):
        yield some
