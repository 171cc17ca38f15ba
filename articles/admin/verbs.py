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
