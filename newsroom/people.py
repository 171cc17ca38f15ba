"""The forms by which the chief makes accounts and gives them roles."""

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsroom.models import User


class PersonForm(forms.ModelForm):
    groups = forms.ModelMultipleChoiceField(
        Group.objects.order_by("name"), required=False, widget=forms.CheckboxSelectMultiple, label=_("Roles")
    )

    class Meta:
        model = User
        fields = ["name", "email", "groups", "is_superuser", "is_active"]
        labels = {"is_superuser": _("Chief"), "is_active": _("May sign in")}
        help_texts = {
            "email": _("To sign in with. Nobody else sees it."),
            "is_superuser": _("May do everything, and is alone in managing people."),
            "is_active": _("Take the tick away when somebody leaves: they are out at once, and their work stays."),
        }

    by = None  # the chief who fills in the form; the admin sets it

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody has this e-mail address already."))
        return email

    def clean(self):
        """There is always a chief: the last one cannot give the role up."""
        cleaned = super().clean()
        for field in {"is_superuser", "is_active"} & self.fields.keys():
            if self.instance.pk and self.instance == self.by and not cleaned.get(field):
                self.add_error(field, _("You can't take this away from yourself. Ask another chief."))
        return cleaned


class NewPersonForm(PersonForm):
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave this empty and they get a mail with a link, by which they choose their own."),
    )

    class Meta(PersonForm.Meta):
        fields = ["name", "email", "groups", "is_superuser"]

    def clean_password(self):
        password = self.cleaned_data["password"]
        if password:
            named = User(email=self.cleaned_data.get("email", ""), name=self.cleaned_data.get("name", ""))
            validate_password(password, named)
        return password

    def save(self, commit=True):
        self.instance.set_password(self.cleaned_data["password"] or None)
        return super().save(commit)


class PasswordForm(forms.Form):
    """A new password for somebody else."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        validate_password(self.cleaned_data["password"], self.user)
        return self.cleaned_data["password"]
