"""Showing the working copy to somebody outside: links that end by themselves, and can be ended."""

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk.row import lock
from articles.models import PreviewLink
from articles.rules import allow, may
from newsroom.log import record
from newsroom.secret_addresses import hash_of

DAYS = (1, 7, 30)
MOST = 20  # links of an article that are open at a time


@transaction.atomic
def share(article, *, by, days):
    """Make a link to the working copy of `article` that ends after so many `days` (of DAYS). Returns its secret.

    The secret is kept nowhere, so it can be shown this once.
    """
    article = lock(article)
    allow(by, "edit", article)
    if days not in DAYS:
        raise ValidationError(_("Choose for how long the link works."))
    if article.preview_links.open().count() >= MOST:
        raise ValidationError(_("This article has %(most)s open links. Revoke one of them first.") % {"most": MOST})
    secret, now = secrets.token_urlsafe(32), timezone.now()
    expires = now + timedelta(days=days)
    article.preview_links.create(by=by, token_hash=hash_of(secret), made_at=now, expires_at=expires)
    words = ngettext("For %(n)s day", "For %(n)s days", days) % {"n": days}
    record(article, "made a preview link", by=by, reason=words)
    return secret


@transaction.atomic
def unshare(link, *, by):
    """End a PreviewLink now: whoever made it may, and whoever may edit its article. One that has ended stays so."""
    link = PreviewLink.objects.select_for_update(of=("self",)).select_related("article", "by").get(pk=link.pk)
    if by is not None and by != link.by and not may(by, "edit", link.article):
        raise PermissionDenied(_("You may not do that to this article."))
    if link.revoked_at:
        return
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    record(link.article, "revoked a preview link", by=by, reason=_("Made by %(name)s") % {"name": link.by})
