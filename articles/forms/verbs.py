"""The forms of the desk's verbs: why, when, and what kind of change."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles import rules, wallclock
from articles.forms.fields import ProseField
from articles.forms.moments import MomentField
from articles.models.edition import Change
from articles.models.story import BODY_LIMIT
from newsroom.models import User


class VerbForm(forms.Form):
    """What every verb's page posts back: the newest line of the article's log when the page was shown."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, article, *args, **options):
        self.article = article
        super().__init__(*args, **options)

    def put_cursor(self):
        """Open the page in its first field, or the first refused one; choices wait until what stands above is read."""
        fields = self.visible_fields()
        first = next((field for field in fields if field.errors), fields[0] if fields else None)
        if first and not first.use_fieldset:
            first.field.widget.attrs["autofocus"] = True


class ReasonForm(VerbForm):
    reason = ProseField(max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    asks, hint = _("Why"), ""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["reason"].label = self.asks
        self.fields["reason"].help_text = self.hint


class ReturnForm(ReasonForm):
    asks, hint = _("What has to be mended"), _("The writer reads this above the story. Plain text.")


class DeclineForm(ReasonForm):
    asks, hint = _("Why not"), _("Whoever proposed it reads this. Plain text.")


class TrashForm(ReasonForm):
    hint = _("Left empty, nobody is told why. Plain text.")


class RetractForm(ReasonForm):
    asks = _("What the readers are told")
    hint = _("It stands above the story from now on, and can't be taken away. Plain text.")


class MomentForm(VerbForm):
    """Now, or at a time on the site's wall clock. After is_valid, `moment` is None for now, or an aware datetime."""

    when = forms.ChoiceField(
        label=_("When"), choices=[("now", _("Now")), ("later", _("Later"))], initial="now", widget=forms.RadioSelect
    )
    at = MomentField(label=_("Date and time"), required=False)
    moment = None

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["at"].help_text = wallclock.now_there()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") != "later":
            self.errors.pop("at", None)
        elif not self.has_error("at"):
            self.moment = cleaned["at"]
            if self.moment is None:
                self.add_error("at", self.fields["at"].error_messages["invalid"])
        return cleaned


class RescheduleForm(VerbForm):
    at = MomentField(label=_("Date and time"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["at"].help_text = wallclock.now_there()


class EmbargoForm(VerbForm):
    until = MomentField(label=_("Until"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["until"].help_text = wallclock.now_there()


class PlanForm(VerbForm):
    """Who writes and edits a story, and its dates. `given` names what was changed, and to what."""

    writer = forms.ModelChoiceField(None, label=_("Writer"), required=False, empty_label=_("Nobody yet"))
    editor = forms.ModelChoiceField(None, label=_("Editor"), required=False, empty_label=_("Nobody yet"))
    due_at = MomentField(label=_("Text is due"), required=False)
    planned_at = MomentField(
        label=_("Planned for"),
        required=False,
        help_text=_("When it is meant to appear. Nothing happens by itself then: to publish it, schedule it."),
    )

    def __init__(self, article, *args, initial=None, **options):
        stands = {name: getattr(article, name) for name in ("writer", "editor", "due_at", "planned_at")}
        super().__init__(article, *args, initial=stands | (initial or {}), **options)
        for name, able in (("writer", rules.writers()), ("editor", rules.editors())):
            self.fields[name].queryset = able | User.objects.filter(pk=getattr(article, f"{name}_id"))
        self.fields["due_at"].help_text = wallclock.now_there()

    def given(self, *names):
        return {name: self.cleaned_data[name] for name in names if name in self.changed_data}


class WithdrawForm(MomentForm, ReasonForm):
    asks = _("What the readers are told")
    hint = _("Whoever comes to the story's address then reads this. Plain text.")
    field_order = ["reason", "when", "at"]


class ChangeForm(VerbForm):
    """What kind of change to a live story this is."""

    CHOICES = [
        (Change.TYPO, _("Typo: spelling or style, nothing that was said changes")),
        (Change.UPDATE, _("Update: something new; the story shows the new time")),
        (Change.CORRECTION, _("Correction: something was wrong; the story says what")),
    ]
    change = forms.ChoiceField(label=_("Kind of change"), choices=CHOICES, widget=forms.RadioSelect)
    note = ProseField(
        label=_("Note to readers"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A correction needs it: what was wrong, and what is right. Plain text."),
    )


class PublishForm(MomentForm, ChangeForm):
    """Publication; the kind of change is asked only for a live story."""

    field_order = ["change", "note", "when", "at"]

    def __init__(self, article, *args, **options):
        super().__init__(article, *args, **options)
        if not article.is_live:
            del self.fields["change"], self.fields["note"]


class HotfixForm(ChangeForm):
    """The live text, to be mended at once."""

    headline = ProseField(label=_("headline"), max_length=250, one_line=True)
    dek = ProseField(label=_("standfirst"), max_length=500, required=False, one_line=True)
    body = ProseField(label=_("body"), max_length=BODY_LIMIT, strip=False)
    field_order = ["headline", "dek", "body", "change", "note"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["headline"].widget = forms.Textarea(attrs={"rows": 1})
        self.fields["dek"].widget = forms.Textarea(attrs={"rows": 2})
        self.fields["body"].widget = forms.Textarea(attrs={"rows": 20})
        self.fields["change"].initial = Change.TYPO
