"""How an edition is made from a revision, and takes its place in time. Only articles/desk calls this."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles import related, seals, search, tasks, wallclock
from articles.content import write
from articles.models import Edition
from articles.models.edition import Change
from articles.rendering import render
from articles.shown import lists_of, purge_change

WORDS_A_MINUTE = 230


def make(article, revision, *, live_from, change, note, rendered=None):
    """An edition of `revision` from `live_from` on. It ends where the one that it follows would have ended.

    `rendered` is what came of rendering its text, where that is at hand.
    """
    _respect_embargo(article, live_from, change)
    before = article.editions.begun(live_from).first()
    running = before if before and (before.live_until is None or before.live_until > live_from) else None
    after = article.editions.filter(live_from__gt=live_from).last()
    if running and change not in set(Change.values) - {Change.NEW}:
        raise ValidationError({"change": _("Say what kind of change this is.")})
    change = change or (Change.UPDATE if before else Change.NEW)
    if change in (Change.CORRECTION, Change.RETRACTION) and not note.strip():
        raise ValidationError({"note": _("Tell the readers what was wrong, in a sentence.")})
    edition = Edition(article=article, revision=revision, live_from=live_from, change=change, note=note.strip())
    edition.live_until = running.live_until if running else (after.live_from if after else None)
    edition.reason = running.reason if running else ""
    edition.published_at = before.published_at if before else live_from
    edition.updated_at = _updated_at(edition, before)
    edition.corrections = _corrections(edition, before)
    if running:
        _end(running, live_from, "")
    others = _fill(edition, rendered)
    hard = edition.change == Change.RETRACTION
    purge_change(edition, lists_of(running), lists_of(edition), also=others, hard=hard)
    return edition


def _respect_embargo(article, live_from, change):
    """Raise ValidationError for an edition before the article's embargo ends; the database refuses it too.

    A retraction brings no new words but its reason, so it never has to wait.
    """
    if article.embargo_until and live_from < article.embargo_until and change != Change.RETRACTION:
        sentence = _("The story is under embargo until %(at)s: nothing of it is published before.")
        raise ValidationError(sentence % {"at": wallclock.full(article.embargo_until)})


def move(scheduled, moment):
    """Let an edition that is still to come begin at another `moment`. Returns the edition in its place."""
    end, reason = scheduled.live_until, scheduled.reason
    call_off(scheduled)
    article, revision = scheduled.article, scheduled.revision
    edition = make(article, revision, live_from=moment, change=scheduled.change, note=scheduled.note)
    if edition.live_until != end:
        set_end(edition, end, reason)
    return edition


def replace(scheduled, revision, running):
    """Put an edition of another revision in the place of one that is still to come, to follow `running`."""
    follower = Edition(article=scheduled.article, revision=revision)
    for name in ("live_from", "live_until", "reason", "published_at", "change", "note"):
        setattr(follower, name, getattr(scheduled, name))
    follower.updated_at = _updated_at(follower, running)
    follower.corrections = _corrections(follower, running)
    before = lists_of(scheduled)
    _delete(scheduled)
    others = _fill(follower)
    purge_change(follower, before, lists_of(follower), also=others)
    return follower


def call_off(scheduled):
    """Drop an edition that is still to come. The one before it goes on as long as this one would have."""
    running = scheduled.article.editions.filter(live_until=scheduled.live_from).first()
    before = lists_of(scheduled)
    _delete(scheduled)
    if running:
        _end(running, scheduled.live_until, scheduled.reason)
        tasks.plan(running)
    purge_change(scheduled, before, lists_of(running))


def set_end(edition, moment, reason):
    """Let an edition end at `moment` (None: never); `reason` is for the readers who come after. Returns it."""
    _end(edition, moment, reason)
    tasks.plan(edition)
    gone = moment is not None and moment <= timezone.now()
    purge_change(edition, lists_of(edition), {}, hard=gone)
    return edition


def _end(edition, moment, reason):
    edition.live_until, edition.reason = moment, reason
    edition.save(update_fields=["live_until", "reason"])


def _fill(edition, rendered=None):
    """Write the content, the rendered text and the address; index it. Returns the tags of other stories it changed."""
    content = edition.revision.content
    edition.headline = content["headline"]
    edition.slug = content["slug"]
    edition.path = path_of(edition)
    if Edition.objects.filter(path=edition.path).exclude(article=edition.article_id).exists():
        raise ValidationError(
            {"slug": _("Another story has the address /%(path)s/. Change the slug.") % {"path": edition.path}}
        )
    put_text(edition, rendered or render(content["body"]))
    write(edition, content | hero_words(edition, content))
    seals.seal(edition)
    search.index(edition)
    tasks.plan(edition)
    return [f"story:{article}" for article in related.refresh(edition)]


# What slugify would drop: letters that Unicode does not take apart into a plain one and an accent.
PLAIN = str.maketrans(
    dict(zip("łøđħŧıŁØĐĦŦ", "lodhtiLODHT", strict=True))
    | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "Æ": "Ae", "Œ": "Oe", "Þ": "Th", "Ð": "D"}
)


def slug_from(headline, article):
    """The address's last part as a headline makes it; "" from none. One without Latin letters gives the number."""
    return headline and (slugify(headline.translate(PLAIN))[:100].strip("-") or f"story-{article.pk}")


def path_of(edition):
    """The address: year and month of the first publication by the site's clock, and the slug."""
    local = edition.published_at.astimezone(wallclock.zone())
    return f"{local:%Y}/{local:%m}/{edition.slug}"


def put_text(edition, rendered):
    """Give an edition what came of rendering its body."""
    edition.body_html, edition.excerpt, edition.words = rendered.html, rendered.excerpt, rendered.words
    edition.reading_minutes = reading_minutes(rendered.words)


def reading_minutes(words):
    """How long a text of so many words takes to read, in whole minutes."""
    return max(1, round(words / WORDS_A_MINUTE))


def hero_words(edition, content):
    """The picture's words as they stand now: what the library says later does not change an edition."""
    edition.hero_id = content["hero_id"]
    if not edition.hero:
        return {}
    return {
        f"hero_{name}": content[f"hero_{name}"] or getattr(edition.hero, name) for name in ("alt", "caption", "credit")
    }


def _updated_at(edition, before):
    if edition.change in (Change.UPDATE, Change.CORRECTION, Change.RETRACTION):
        return edition.live_from
    return before.updated_at if before else None


def _corrections(edition, before):
    earlier = before.corrections if before else []
    if edition.change not in (Change.CORRECTION, Change.RETRACTION):
        return earlier
    return [*earlier, {"at": edition.live_from.isoformat(), "change": edition.change, "note": edition.note}]


def _delete(edition):
    search.forget(edition)
    edition.delete()
