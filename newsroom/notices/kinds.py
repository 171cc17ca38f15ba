"""The kinds of notices, and what each says."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext


@dataclass(frozen=True)
class Kind:
    sentence: str  # prints %(who)s, %(what)s and the notice's own words
    title: str  # what the settings call it


KINDS = {
    "submitted": Kind(gettext_noop("%(who)s submitted %(what)s"), gettext_lazy("A story is submitted to me")),
    "returned": Kind(gettext_noop("%(who)s returned %(what)s"), gettext_lazy("A story of mine is returned")),
    "approved": Kind(gettext_noop("%(who)s approved %(what)s"), gettext_lazy("A story of mine is approved")),
    "assigned": Kind(gettext_noop("%(who)s assigned you to %(what)s"), gettext_lazy("I am assigned to a story")),
    "published": Kind(gettext_noop("%(who)s published %(what)s"), gettext_lazy("A story of mine is published")),
    "scheduled": Kind(gettext_noop("%(who)s scheduled %(what)s"), gettext_lazy("A story of mine is scheduled")),
    "cancelled": Kind(
        gettext_noop("%(who)s cancelled the schedule of %(what)s"), gettext_lazy("A story of mine is not to go live")
    ),
    "live": Kind(gettext_noop("%(what)s is live, as scheduled"), gettext_lazy("A scheduled story of mine went live")),
    "withdrew": Kind(gettext_noop("%(who)s withdrew %(what)s"), gettext_lazy("A story of mine is withdrawn")),
    "ended": Kind(
        gettext_noop("%(what)s is withdrawn, as scheduled"), gettext_lazy("A scheduled withdrawal took effect")
    ),
    "retracted": Kind(gettext_noop("%(who)s retracted %(what)s"), gettext_lazy("A story of mine is retracted")),
    "mention": Kind(gettext_noop("%(who)s mentioned you on %(what)s"), gettext_lazy("A note mentions me")),
    "note": Kind(gettext_noop("%(who)s left a note on %(what)s"), gettext_lazy("A note is left on a story of mine")),
    "reply": Kind(gettext_noop("%(who)s replied on %(what)s"), gettext_lazy("A note of mine is answered")),
    "resolved": Kind(gettext_noop("%(who)s resolved a note on %(what)s"), gettext_lazy("A note of mine is resolved")),
}


def sentence(notice):
    """“Edgar Editor returned A court frees a phone maker”, in the language of whoever reads."""
    who = notice.by or pgettext("who did it", "The system")
    words = notice.words | {"who": who, "what": f"“{notice.label}”"}
    return _(KINDS[notice.kind].sentence) % words
