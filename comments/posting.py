"""How a comment comes in."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import EditionByline
from comments import holding, limits, markup
from comments.models import LEVELS, STEP, Comment, Mark, Status
from newsroom.pagecache import purge


@transaction.atomic
def add(article, *, name, email, body, parent=None, at=None, status=Status.HELD, **known):
    """Keep a comment as it is, with no rule applied: for the form, the demo and importers. Returns the Comment.

    `article` is an Article, `parent` the Comment of the same article that it answers, `at` when it was written (now
    if None), `known` further columns (hold_reason, mark, browser, ip_hash). Add those of one article in order of time:
    a thread reads in the order in which its comments came in. Raises ValidationError for a text that can't be rendered.
    """
    if parent is not None and parent.article_id != article.pk:
        raise ValueError("A comment answers a comment of the same article.")
    at = at or timezone.now()
    name, body = markup.legible(name), markup.legible(body)
    comment = Comment(article=article, parent=parent, name=name, email=email.lower(), body=body, status=status, **known)
    comment.created_at = at
    comment.digest = holding.digest_of(body)
    comment.save()
    above = parent.path[: STEP * (LEVELS - 1)] if parent else ""
    comment.path = f"{above}{comment.pk:0{STEP}d}"
    comment.save(update_fields=["path"])
    if status == Status.APPROVED:
        purge(f"comments:{article.pk}")
    return comment


@transaction.atomic
def receive(edition, form, *, parent, browser, address):
    """Take the comment that a visitor sent by a valid CommentForm: approved, held, or quietly put to the spam.

    `browser` is the visitor's key (comments/trust.py), `address` their IP address. Returns the Comment. The same form
    sent twice (a second click, a retry after a broken line) returns what the first one made. Raises limits.TooMany.
    """
    now = timezone.now()
    place = limits.place_of(address)
    limits.one_at_a_time(place)
    words = {key: form.cleaned_data[key] for key in ("name", "email", "body")}
    sender = Q(browser=browser) | Q(ip_hash=limits.hash_of(place, now))
    if twin := _sent_before(edition, parent, words, form.opened_at, sender):
        return twin
    limits.require_room(place, now)
    known = {"browser": browser, "ip_hash": limits.hash_of(place, now), "at": now, "parent": parent}
    if form.is_trap_sprung:
        return add(edition.article, **words, **known, status=Status.SPAM, hold_reason=_("Filled in the trap."))
    if form.staff:
        return add(edition.article, **words, **known, status=Status.APPROVED, mark=_mark(edition, form.staff))
    reasons = holding.reasons(**words, html=form.html, browser=browser, at=now)
    status = Status.HELD if reasons else Status.APPROVED
    return add(edition.article, **words, **known, status=status, hold_reason="\n".join(reasons))


def _sent_before(edition, parent, words, opened_at, sender):
    """The comment that this very form made already, by the same `sender`: a stranger must not find out by guessing."""
    same = {"name": words["name"], "email": words["email"], "digest": holding.digest_of(words["body"])}
    since = Comment.objects.filter(article=edition.article_id, parent=parent, created_at__gte=opened_at)
    return since.filter(sender, **same).first()


def _mark(edition, staff):
    wrote = EditionByline.objects.filter(edition=edition, author__user=staff).exists()
    return Mark.AUTHOR if wrote else Mark.STAFF
