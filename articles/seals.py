"""What shows that the past was not changed: each edition's digest, chained to that of the edition before it.

A digest covers all that readers got of an edition and that nothing changes afterwards: not when it ended and why, nor
its related stories, nor what sections, tags and people are called. docs/operators.md says what it proves, and what not.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from secrets import token_hex

from django.utils.translation import gettext as _

from articles.models import Edition, EditionByline, EditionTag, Redaction, Seal
from articles.models.story import FIELDS
from newsroom.models import LogLine

SEEN = [*FIELDS, "article_id", "live_from", "published_at", "updated_at", "change", "note", "corrections"]
SEEN += ["path", "body_html", "excerpt", "words", "reading_minutes", "credits"]


@dataclass(frozen=True)
class Flaw:
    article: int
    edition: Edition
    words: str


def seal(edition):
    """Seal an edition that was just written, with its tags and bylines; chain to it what comes after it."""
    Seal.objects.update_or_create(edition=edition, defaults=vars_of(edition, *_hung_on([edition])[edition.pk]))
    chain(edition.article_id, since=edition.live_from)


def vars_of(edition, tags, bylines):
    """The columns of an Edition's Seal, as the first of its article. `tags` are ids, `bylines` [author id, role]."""
    salt = token_hex(16)
    content = content_digest(edition, tags, bylines, salt)
    return {"salt": salt, "content": content, "digest": chained("", content)}


def chain(article, since):
    """Put the digests of an article's editions from a moment on in order, where one was added."""
    seals = Seal.objects.filter(edition__article=article).order_by("edition__live_from")
    before = seals.filter(edition__live_from__lt=since).values_list("digest", flat=True).last() or ""
    for row in seals.filter(edition__live_from__gte=since):
        before, was = chained(before, row.content), row.digest
        if before != was:
            Seal.objects.filter(pk=row.pk).update(digest=before)


def chained(before, content):
    return _digest(before + content)


def content_digest(edition, tags, bylines, salt):
    """The digest of what readers got of an Edition."""
    seen = {name: getattr(edition, name) for name in SEEN} | {"tags": sorted(tags), "bylines": bylines}
    return _digest(salt + _plain(seen))


def redacted(edition):
    """Draw the salt of an Edition's seal anew after a passage was removed. Returns the digest of what stays.

    "" where it has no seal. That keeps the digest of what was published, so the chain holds; without its salt it says
    nothing any more.
    """
    salt = token_hex(16)
    if not Seal.objects.filter(edition=edition).update(salt=salt):
        return ""
    return content_digest(edition, *_hung_on([edition])[edition.pk], salt)


def check(articles):
    """All Flaws of the editions of some articles (ids), as (editions, those of them redacted, flaws)."""
    found = Edition.objects.filter(article__in=articles).select_related("seal").order_by("article", "live_from")
    rows, redacted, flaws = list(found), {}, []
    for line in Redaction.objects.filter(article__in=articles):
        redacted |= {int(pk): content for pk, content in line.editions.items()}
    hung = _hung_on(rows)
    chains = defaultdict(lambda: [""])  # the digests so far, by article
    for edition in rows:
        words = _flaws(edition, redacted, hung[edition.pk], chains[edition.article_id])
        flaws += [Flaw(edition.article_id, edition, line) for line in words]
    return len(rows), sum(row.pk in redacted for row in rows), flaws


def _flaws(edition, redacted, hung, digests):
    seal = getattr(edition, "seal", None)
    if seal is None:
        return [_("It has no seal: it was inserted, or published by a version that made none.")]
    found = []
    if content_digest(edition, *hung, seal.salt) != redacted.get(edition.pk, seal.content):
        found.append(_("It was changed after its publication."))
    if chained(digests[-1], seal.content) != seal.digest:
        if any(chained(earlier, seal.content) == seal.digest for earlier in digests):
            found.append(_("The edition before it was inserted later."))
        else:
            found.append(_("The edition before it was removed, or replaced."))
    digests.append(seal.digest)
    return found


def seal_old():
    """Seal the editions that have no seal, but none before a sealed one. Returns how many there were."""
    count = 0
    bare = Edition.objects.filter(seal=None).order_by("live_from")
    for edition in bare.iterator(chunk_size=500):
        if not Seal.objects.filter(
            edition__article=edition.article_id, edition__live_from__gt=edition.live_from
        ).exists():
            seal(edition)
            count += 1
    return count


def head(at):
    """One digest over all editions that had begun, all redactions and all of the log at a moment. For ever the same."""
    total = sha256()
    seals = Seal.objects.filter(at__lte=at, edition__live_from__lte=at).order_by("pk").values_list("pk", "digest")
    removed = Redaction.objects.filter(at__lte=at).order_by("pk")
    removed = removed.values_list("pk", "article", "at", "by", "reason", "editions")
    log = LogLine.objects.filter(at__lte=at).order_by("pk")
    log = log.values_list("pk", "at", "by", "action", "subject_id", "label", "reason")
    for rows in (seals, removed, log):
        for row in rows.iterator():
            total.update(_plain(row).encode())
    return total.hexdigest()


def _hung_on(editions):
    """{edition id: (tag ids, [[author id, role], …])}."""
    hung = {edition.pk: ([], []) for edition in editions}
    for pk, tag in EditionTag.objects.filter(content_object__in=hung).values_list("content_object", "tag"):
        hung[pk][0].append(tag)
    lines = EditionByline.objects.filter(edition__in=hung).values_list("edition", "author", "role")
    for pk, *line in lines.order_by("position", "pk"):
        hung[pk][1].append(line)
    return hung


def _plain(value):
    """A value as text that is the same whatever database it came from."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_moment)


def _moment(moment):
    return moment.astimezone(UTC).isoformat()


def _digest(text):
    return sha256(text.encode()).hexdigest()
