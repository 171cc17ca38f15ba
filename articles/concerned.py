"""Who is told at the desk of what happens to an article. Listens to the log (see articles/apps.py)."""

import itertools

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from articles import rules
from articles.models import Article
from newsroom import notices
from newsroom.models import LogLine, Notice, User

MOST_STEPS = 20


def listen(line):
    """Tell those concerned of what a new line of the log says. What the system does itself is told to nobody."""
    article, kind = line.subject, line.action
    if line.by is None or not isinstance(article, Article):
        return
    if kind == "created" and article.state == Article.State.PITCH:
        kind = "pitched"
    if find := CONCERNED.get(kind):
        notices.tell(find(article), kind, article, key=f"log:{line.pk}", by=line.by, text=line.reason)


def writers(article):
    """Who writes it: who began it, whom it is assigned to, who signs it."""
    signed = article.bylines.values("author")
    return set(User.objects.filter(Q(pk__in=[article.owner_id, article.writer_id]) | Q(author__in=signed)).distinct())


def of_readers(article):
    """Writers and the editor whose it is."""
    return writers(article) | {article.editor}


def editors(article):
    """The editor whose it is; where it is nobody's yet, all who may take it on."""
    return {article.editor} if article.editor else all_editors()


def all_editors():
    return set(rules.editors().filter(is_staff=True))


def before(article):
    """Writers, and whoever submitted or approved it since it was last returned or published."""
    lines = LogLine.objects.filter(
        subject_type=ContentType.objects.get_for_model(Article),
        subject_id=article.pk,
        action__in=["submitted", "approved", "returned", "published", "scheduled"],
    )
    rounds = lines.order_by("-pk").values_list("action", "by")[1:MOST_STEPS]  # the first is the one that is told of now
    steps = itertools.takewhile(lambda step: step[0] in ("submitted", "approved"), rounds)
    return writers(article) | set(User.objects.filter(pk__in=[by for _action, by in steps]))


def forget(article, passage):
    """Take a Passage (redaction.py) out of what was told of an article."""
    kind = ContentType.objects.get_for_model(Article)
    for notice in Notice.objects.filter(subject_type=kind, subject_id=article.pk):
        notice.label = passage.out_of(notice.label)[:300]
        notice.words |= {"text": passage.out_of(notice.words.get("text", ""))}
        notice.save(update_fields=["label", "words"])


CONCERNED = {
    "pitched": editors,
    "submitted": editors,
    "returned": before,
    "approved": of_readers,
    "accepted": writers,
    "declined": writers,
    "scheduled": of_readers,
    "rescheduled": of_readers,
    "cancelled": of_readers,
    "embargoed": of_readers,
    "published": of_readers,
    "withdrew": of_readers,
    "retracted": of_readers,
}
