"""The kinds of notices: what each says, and on which topic it is. By topic people choose their mails."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext

TOPICS = {
    "work": gettext_lazy("A story is handed to me: submitted, pitched, or assigned to me"),
    "answers": gettext_lazy("My story is returned, approved, accepted or declined"),
    "readers": gettext_lazy("My story is scheduled, goes live, is withdrawn or retracted"),
    "mentions": gettext_lazy("A note mentions me"),
    "notes": gettext_lazy("A note is left on my story, or my note is answered or resolved"),
}

# Each kind's topic and its sentence, which prints %(who)s, %(what)s and the notice's own words.
KINDS = {
    "submitted": ("work", gettext_noop("%(who)s submitted %(what)s")),
    "pitched": ("work", gettext_noop("%(who)s pitched %(what)s")),
    "assigned": ("work", gettext_noop("%(who)s assigned you to %(what)s")),
    "returned": ("answers", gettext_noop("%(who)s returned %(what)s")),
    "approved": ("answers", gettext_noop("%(who)s approved %(what)s")),
    "accepted": ("answers", gettext_noop("%(who)s accepted %(what)s")),
    "declined": ("answers", gettext_noop("%(who)s declined %(what)s")),
    "scheduled": ("readers", gettext_noop("%(who)s scheduled %(what)s")),
    "rescheduled": ("readers", gettext_noop("%(who)s moved the schedule of %(what)s")),
    "cancelled": ("readers", gettext_noop("%(who)s cancelled the schedule of %(what)s")),
    "embargoed": ("readers", gettext_noop("%(who)s put an embargo on %(what)s")),
    "published": ("readers", gettext_noop("%(who)s published %(what)s")),
    "live": ("readers", gettext_noop("%(what)s went live, as scheduled")),
    "withdrew": ("readers", gettext_noop("%(who)s withdrew %(what)s")),
    "ended": ("readers", gettext_noop("%(what)s was withdrawn, as scheduled")),
    "retracted": ("readers", gettext_noop("%(who)s retracted %(what)s")),
    "mention": ("mentions", gettext_noop("%(who)s mentioned you on %(what)s")),
    "note": ("notes", gettext_noop("%(who)s left a note on %(what)s")),
    "reply": ("notes", gettext_noop("%(who)s answered a note on %(what)s")),
    "resolved": ("notes", gettext_noop("%(who)s resolved a note on %(what)s")),
}


def topic(notice):
    return KINDS[notice.kind][0]


def sentence(notice):
    """“Edgar Editor returned “A court frees a phone maker””, in the language of whoever reads."""
    who = notice.by or pgettext("who did it", "The system")
    what = _("“%(headline)s”") % {"headline": notice.label}
    return _(KINDS[notice.kind][1]) % (notice.words | {"who": who, "what": what})
