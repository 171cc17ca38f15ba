"""Handing in, giving back, approving."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.desk.row import move
from articles.models import Article


@transaction.atomic
def submit(article, *, by):
    """Hand a draft to the editors."""
    return move(article, "submit", "submitted", by, [Article.State.DRAFT], Article.State.REVIEW)


@transaction.atomic
def return_to_writer(article, *, by, reason):
    """Give a submitted article back. `reason` tells the writer what to mend."""
    if not reason.strip():
        raise ValidationError({"reason": _("Tell the writer what to mend.")})
    states = [Article.State.REVIEW, Article.State.READY]
    return move(article, "return", "returned", by, states, Article.State.DRAFT, reason)


@transaction.atomic
def approve(article, *, by):
    """Mark a submitted article as ready to be published."""
    return move(article, "approve", "approved", by, [Article.State.REVIEW], Article.State.READY)
