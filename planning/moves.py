"""How a card may leave its column on the board, and what does it: always a verb of the desk, never a drop by itself."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles import desk
from articles.models import Article
from articles.rules import NEEDS, can_edit

PITCH, DRAFT, REVIEW, READY = Article.State.values


@dataclass(frozen=True)
class Move:
    verb: str  # a key of articles.rules.NEEDS, or the name of the verb's page
    words: str
    states: tuple
    column: str = ""  # where the card goes, for a drop
    asks: str = ""  # what has to be said with it
    page: bool = False  # only leads to the page of the verb, which asks for the rest

    @property
    def rule(self):
        return self.verb if self.verb in NEEDS else "publish"


MOVES = [
    Move("accept", _("Accept"), (PITCH,), DRAFT),
    Move("decline", _("Decline…"), (PITCH,), asks=_("Why not")),
    Move("submit", _("Submit"), (DRAFT,), REVIEW),
    Move("approve", _("Approve"), (REVIEW,), READY),
    Move("return", _("Return…"), (REVIEW, READY), DRAFT, asks=_("What has to be mended")),
    Move("schedule", _("Schedule…"), (DRAFT, REVIEW, READY), "scheduled", page=True),
    Move("publish", _("Publish…"), (DRAFT, REVIEW, READY), "live", page=True),
    Move("reschedule", _("Reschedule…"), (DRAFT, REVIEW, READY), page=True),
    Move("cancel", _("Cancel schedule…"), (DRAFT, REVIEW, READY), page=True),
    Move("plan", _("Plan…"), (PITCH, DRAFT, REVIEW, READY), page=True),
]
# What the board does itself: {verb: function of (article, user, reason)}. The verbs ask the object's rules again.
ACTS = {
    "accept": lambda article, user, _reason: desk.accept(article, by=user),
    "decline": lambda article, user, reason: desk.decline(article, by=user, reason=reason),
    "submit": lambda article, user, _reason: desk.submit(article, by=user),
    "approve": lambda article, user, _reason: desk.approve(article, by=user),
    "return": lambda article, user, reason: desk.return_to_writer(article, by=user, reason=reason),
}


def moves(user, article):
    """The Moves that `user` may make with an article from `desk_articles`, one that they may see."""
    if not can_edit(user) and article.state not in (PITCH, DRAFT):
        return []
    return [
        move
        for move in MOVES
        if article.state in move.states and _fits(move.verb, article) and user.has_perm(NEEDS[move.rule])
    ]


def _fits(verb, article):
    """Whether the verb has anything to do, as the article stands with its readers."""
    if verb in ("reschedule", "cancel"):
        return article.is_scheduled or bool(article.live_until)
    if verb in ("submit", "schedule", "publish"):
        return not article.is_scheduled and (article.has_changes or not article.is_live)
    return True
