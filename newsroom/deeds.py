"""What the log calls a deed, in words. An action that has none here is shown as it is written."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

DEEDS = {
    "accepted": gettext_noop("accepted %(what)s"),
    "approved": gettext_noop("approved %(what)s"),
    "assigned": gettext_noop("assigned %(what)s"),
    "brought back": gettext_noop("brought back an earlier version of %(what)s"),
    "cancelled": gettext_noop("cancelled the schedule of %(what)s"),
    "changed": gettext_noop("changed %(what)s"),
    "created": gettext_noop("began %(what)s"),
    "declined": gettext_noop("declined %(what)s"),
    "deleted": gettext_noop("deleted %(what)s"),
    "ended a calendar address": gettext_noop("ended the calendar address of %(what)s"),
    "embargoed": gettext_noop("put an embargo on %(what)s"),
    "fixed": gettext_noop("made a hot fix to %(what)s"),
    "forgot the commenter": gettext_noop("forgot who wrote %(what)s"),
    "gave a role": gettext_noop("gave another role to %(what)s"),
    "held": gettext_noop("held %(what)s"),
    "lifted the embargo": gettext_noop("lifted the embargo of %(what)s"),
    "made a calendar address": gettext_noop("made a calendar address for %(what)s"),
    "made a preview link": gettext_noop("made a preview link to %(what)s"),
    "mailed a link": gettext_noop("mailed a sign-in link to %(what)s"),
    "marked as spam": gettext_noop("marked %(what)s as spam"),
    "merged": gettext_noop("merged a hot fix into %(what)s"),
    "noted": gettext_noop("left a note on %(what)s"),
    "pinned": gettext_noop("put %(what)s on the front page"),
    "planned": gettext_noop("planned %(what)s"),
    "published": gettext_noop("published %(what)s"),
    "redacted": gettext_noop("removed a passage of %(what)s for legal reasons"),
    "rejected": gettext_noop("rejected %(what)s"),
    "reopened a note": gettext_noop("reopened a note on %(what)s"),
    "rescheduled": gettext_noop("rescheduled %(what)s"),
    "resolved a note": gettext_noop("resolved a note on %(what)s"),
    "restored": gettext_noop("took %(what)s out of the trash"),
    "retracted": gettext_noop("retracted %(what)s"),
    "returned": gettext_noop("returned %(what)s"),
    "revoked a preview link": gettext_noop("revoked a preview link to %(what)s"),
    "saved": gettext_noop("saved %(what)s"),
    "scheduled": gettext_noop("scheduled %(what)s"),
    "set the password": gettext_noop("set the password of %(what)s"),
    "submitted": gettext_noop("submitted %(what)s"),
    "took back a note": gettext_noop("took back a note on %(what)s"),
    "trashed": gettext_noop("put %(what)s in the trash"),
    "unpinned": gettext_noop("took %(what)s off the front page"),
    "withdrew": gettext_noop("withdrew %(what)s"),
}


def in_words(action, what=None):
    """“published A court frees a phone maker”; “published it” where `what` is not given."""
    return _(DEEDS.get(action, f"{action} %(what)s")) % {"what": what or _("it")}
