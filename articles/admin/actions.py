"""What can be done with an article now, by whom: the buttons of the form. The rules themselves are in articles/."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Article
from articles.rules import may


@dataclass(frozen=True)
class Action:
    verb: str
    label: str
    main: bool = False  # a next step, with a button of its own; the last of these is the one that stands out
    grave: bool = False  # readers lose something by it


def actions(user, article):
    """The verbs that `user` may do to `article` (from `desk_articles`) as it stands, in order."""
    if article.trashed_at:
        possible = {Action("restore", _("Restore"), main=True): "restore"}
    elif article.state == Article.State.PITCH:
        possible = {**_of_a_pitch(), **_of_the_plan(article)}
    else:
        possible = {**_of_the_draft(article), **_of_the_readers(article), **_of_the_plan(article)}
    found = [action for action, rule in possible.items() if may(user, rule, article)]
    if may(user, "publish", article):
        found = [action for action in found if action.verb != "submit"]  # there is nobody to submit it to
    return found


def _of_a_pitch():
    return {
        Action("decline", _("Decline…"), main=True): "decline",
        Action("accept", _("Accept"), main=True): "accept",
    }


def _of_the_draft(article):
    possible = {Action("pitch", _("Save as a pitch")): "add"} if article.pk is None else {}
    if article.state != Article.State.DRAFT:
        possible[Action("return", _("Return…"), main=True)] = "return"
    elif article.has_changes or not (article.is_live or article.is_scheduled):
        possible[Action("submit", _("Submit"), main=True)] = "submit"
    if article.state == Article.State.REVIEW:
        possible[Action("approve", _("Approve"), main=True)] = "approve"
    return possible


def _of_the_plan(article):
    """What concerns no text; none of it for an article that does not exist yet."""
    if article.pk is None:
        return {}
    possible = {Action("plan", _("Plan…")): "plan", Action("embargo", _("Embargo…")): "embargo"}
    if article.is_embargoed:
        possible[Action("lift", _("Lift embargo…"))] = "embargo"
    possible[Action("duplicate", _("Duplicate"))] = "edit"
    if not (article.is_live or article.is_scheduled):
        possible[Action("trash", _("Trash…"), grave=True)] = "trash"
    return possible


def _of_the_readers(article):
    possible = []
    if article.is_scheduled or article.live_until:
        possible.append(Action("cancel", _("Cancel schedule…"), main=True))
        possible.append(Action("reschedule", _("Reschedule…"), main=True))
    if not article.is_scheduled:
        possible.append(Action("schedule", _("Schedule…")))
        possible.append(Action("publish", _("Publish changes…") if article.is_live else _("Publish…"), main=True))
    if article.is_live:
        possible.append(Action("hotfix", _("Hot fix…")))
        possible.append(Action("withdraw", _("Withdraw…"), grave=True))
        possible.append(Action("retract", _("Retract…"), grave=True))
    return dict.fromkeys(possible, "publish")
