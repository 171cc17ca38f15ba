"""What can be done with an article now, by whom: the buttons of the form. The rules themselves are in articles/."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Article
from articles.rules import may


@dataclass(frozen=True)
class Action:
    verb: str
    label: str
    main: bool = False  # the next step as a rule
    grave: bool = False  # readers lose something by it


def actions(user, article):
    """The verbs that `user` may do to `article` (from `desk_articles`) as it stands, in order."""
    return [action for rule, action in _possible(article) if may(user, rule, article)]


def _possible(article):
    state, live, waiting = article.state, article.is_live, article.scheduled_for
    if state == Article.State.DRAFT and (article.has_changes or not (live or waiting)):
        yield "submit", Action("submit", _("Submit"), main=not live)
    if state != Article.State.DRAFT:
        yield "return", Action("return", _("Return…"))
    if state == Article.State.REVIEW:
        yield "approve", Action("approve", _("Approve"))
    if not waiting:
        yield "publish", Action("publish", _("Publish changes…") if live else _("Publish…"), main=True)
        yield "publish", Action("schedule", _("Schedule…"))
    if live:
        yield "publish", Action("hotfix", _("Hot fix…"))
    if waiting or article.live_until:
        yield "publish", Action("cancel", _("Cancel schedule…"), main=True)
    if live:
        yield "publish", Action("withdraw", _("Withdraw…"), grave=True)
        yield "publish", Action("retract", _("Retract…"), grave=True)
