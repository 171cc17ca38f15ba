"""The desk's verbs as pages: what each is called, asks and does."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import desk
from articles.forms import verbs as forms
from articles.wallclock import full


@dataclass(frozen=True)
class Verb:
    rule: str  # the key of articles.rules.NEEDS
    title: str
    says: str  # what it does, in a sentence
    button: str
    logged: tuple  # what the log calls it
    act: Callable  # (article, user, valid form) -> what happened, in a sentence
    form: type = forms.VerbForm
    template: str = "verb"
    grave: bool = False  # readers lose something by it
    later: str = gettext_lazy("Schedule")  # the button when a time is chosen


def _with_link(sentence, edition):
    """What happened to a story, and a link to it as readers have it now."""
    link = format_html('<a href="{}">{}</a>', edition.get_absolute_url(), _("View it"))
    return format_html("{} {}", format_html(sentence, headline=edition.headline), link)


def _submit(article, user, form):
    desk.submit(article, by=user)
    return _("Submitted. It lies with the editors now.")


def _return(article, user, form):
    desk.return_to_writer(article, by=user, reason=form.cleaned_data["reason"])
    return _("Returned to the writer.")


def _approve(article, user, form):
    desk.approve(article, by=user)
    return _("Approved: ready to be published.")


def _publish(article, user, form):
    given = {name: form.cleaned_data[name] for name in ("change", "note") if name in form.cleaned_data}
    edition = desk.publish(article, by=user, at=form.moment, **given)
    if form.moment:
        return _("Scheduled for %(at)s.") % {"at": full(form.moment)}
    return _with_link(_("Published: {headline}."), edition)


def _hotfix(article, user, form):
    given = {name: form.cleaned_data[name] for name in ("headline", "dek", "body", "change", "note")}
    edition, kept = desk.hotfix(article, by=user, **given)
    if kept:
        return _with_link(
            _("Fixed: {headline}. The draft says something else in the same place, and keeps it."), edition
        )
    return _with_link(_("Fixed: {headline}."), edition)


def _withdraw(article, user, form):
    edition = desk.withdraw(article, by=user, reason=form.cleaned_data["reason"], at=form.moment)
    if form.moment:
        return _("It will be taken down on %(at)s.") % {"at": full(form.moment)}
    return _with_link(_("Withdrawn: {headline}. Its address now tells readers why."), edition)


def _retract(article, user, form):
    edition = desk.retract(article, by=user, reason=form.cleaned_data["reason"])
    return _with_link(_("Retracted: {headline}."), edition)


def _cancel(article, user, form):
    desk.cancel(article, by=user)
    return _("The schedule is cancelled.")


def _reschedule(article, user, form):
    desk.reschedule(article, by=user, at=form.cleaned_data["at"])
    return _("It will happen on %(at)s.") % {"at": full(form.cleaned_data["at"])}


def _accept(article, user, form):
    desk.accept(article, by=user)
    return _("Accepted. It is a draft now.")


def _decline(article, user, form):
    desk.decline(article, by=user, reason=form.cleaned_data["reason"])
    return _("Declined. It lies in the trash.")


def _plan(article, user, form):
    if people := form.given("writer", "editor"):
        desk.assign(article, by=user, **people)
    if dates := form.given("due_at", "planned_at"):
        desk.plan(article, by=user, **dates)
    return _("The plan is saved.") if people or dates else _("Nothing had changed.")


def _embargo(article, user, form):
    desk.embargo(article, by=user, until=form.cleaned_data["until"])
    return _("Nothing of it can be published before %(at)s.") % {"at": full(form.cleaned_data["until"])}


def _lift(article, user, form):
    desk.embargo(article, by=user, until=None)
    return _("The embargo is lifted.")


def _trash(article, user, form):
    desk.trash(article, by=user, reason=form.cleaned_data["reason"])
    return _("It lies in the trash.")


def _duplicate(article, user, form):
    copy = desk.duplicate(article, by=user)
    return format_html('{} <a href="{}">{}</a>', _("Duplicated."), copy.get_desk_url(), _("Open the copy"))


def _restore(article, user, form):
    desk.restore_from_trash(article, by=user)
    return _("It is out of the trash.")


PUBLISH = Verb(
    "publish",
    gettext_lazy("Publish"),
    gettext_lazy("Readers then see this story."),
    gettext_lazy("Publish"),
    ("published", "scheduled"),
    _publish,
    forms.PublishForm,
    "publish",
)
VERBS = {
    "submit": Verb(
        "submit",
        gettext_lazy("Submit"),
        gettext_lazy("The editors read it next. Until they return it, you can read it but not change it."),
        gettext_lazy("Submit"),
        ("submitted",),
        _submit,
    ),
    "return": Verb(
        "return",
        gettext_lazy("Return to the writer"),
        gettext_lazy("It becomes a draft again, which its writer can change."),
        gettext_lazy("Return"),
        ("returned",),
        _return,
        forms.ReturnForm,
    ),
    "approve": Verb(
        "approve",
        gettext_lazy("Approve"),
        gettext_lazy("It is then ready to be published."),
        gettext_lazy("Approve"),
        ("approved",),
        _approve,
    ),
    "publish": PUBLISH,
    "schedule": replace(PUBLISH, title=gettext_lazy("Schedule")),
    "hotfix": Verb(
        "publish",
        gettext_lazy("Hot fix"),
        gettext_lazy("This is the text that readers see now. What you mend here they see at once; it is put into the "
                     "draft and into what is scheduled, too."),
        gettext_lazy("Publish the fix"),
        ("fixed",),
        _hotfix,
        forms.HotfixForm,
        "hotfix",
    ),
    "cancel": Verb(
        "publish",
        gettext_lazy("Cancel the schedule"),
        gettext_lazy("What was to happen by itself then does not. The text stays in the draft."),
        gettext_lazy("Cancel the schedule"),
        ("cancelled",),
        _cancel,
    ),
    "reschedule": Verb(
        "publish",
        gettext_lazy("Reschedule"),
        gettext_lazy("What is to happen by itself then happens at another time. The text stays what was scheduled."),
        gettext_lazy("Reschedule"),
        ("rescheduled",),
        _reschedule,
        forms.RescheduleForm,
    ),
    "accept": Verb(
        "accept",
        gettext_lazy("Accept the pitch"),
        gettext_lazy("It becomes a draft, to be written."),
        gettext_lazy("Accept"),
        ("accepted",),
        _accept,
    ),
    "decline": Verb(
        "decline",
        gettext_lazy("Decline the pitch"),
        gettext_lazy("It goes to the trash, from where it can be restored."),
        gettext_lazy("Decline"),
        ("declined",),
        _decline,
        forms.DeclineForm,
    ),
    "plan": Verb(
        "plan",
        gettext_lazy("Plan"),
        gettext_lazy("Who writes and edits this story, and by when."),
        gettext_lazy("Save"),
        ("assigned", "planned"),
        _plan,
        forms.PlanForm,
    ),
    "embargo": Verb(
        "embargo",
        gettext_lazy("Embargo"),
        gettext_lazy("Before that moment nobody can publish anything of this story, but for a retraction with its "
                     "reason. It can still be written and edited, and scheduled for later. The embargo's end publishes "
                     "nothing by itself."),
        gettext_lazy("Set the embargo"),
        ("embargoed",),
        _embargo,
        forms.EmbargoForm,
    ),
    "lift": Verb(
        "embargo",
        gettext_lazy("Lift the embargo"),
        gettext_lazy("From now on the story can be published at any time."),
        gettext_lazy("Lift the embargo"),
        ("lifted the embargo",),
        _lift,
        grave=True,
    ),
    "duplicate": Verb(
        "view",
        gettext_lazy("Duplicate"),
        gettext_lazy("A new draft of yours with the same content. Nothing happens to this one."),
        gettext_lazy("Duplicate"),
        ("duplicated",),
        _duplicate,
    ),
    "trash": Verb(
        "trash",
        gettext_lazy("Put in the trash"),
        gettext_lazy("It leaves every list but the trash, from where it can be restored."),
        gettext_lazy("Put in the trash"),
        ("trashed",),
        _trash,
        forms.TrashForm,
        grave=True,
    ),
    "restore": Verb(
        "restore",
        gettext_lazy("Restore"),
        gettext_lazy("It comes back in the state in which it went to the trash."),
        gettext_lazy("Restore"),
        ("restored",),
        _restore,
    ),
    "withdraw": Verb(
        "publish",
        gettext_lazy("Withdraw"),
        gettext_lazy("The story leaves every page of the site. Its address tells readers the reason."),
        gettext_lazy("Withdraw"),
        ("withdrew",),
        _withdraw,
        forms.WithdrawForm,
        grave=True,
    ),
    "retract": Verb(
        "publish",
        gettext_lazy("Retract"),
        gettext_lazy("The story stays at its address, marked as retracted."),
        gettext_lazy("Retract"),
        ("retracted",),
        _retract,
        forms.RetractForm,
        grave=True,
    ),
}  # fmt: skip
