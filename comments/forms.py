import unicodedata
from datetime import UTC, datetime, timedelta

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import markup
from newsroom.markup import INVISIBLE, plain

TOO_FAST, TOO_OLD = timedelta(seconds=2), timedelta(days=1)
_signer = signing.Signer(salt="comments.form")


def stamp(article_id, at):
    """What the form's hidden field holds: on which article, and when it was opened, signed."""
    return _signer.sign(f"{article_id}/{at.timestamp():.3f}")


def opened_at(value, article_id):
    """When a stamp says that the form was opened; None for another article's and for one that we did not sign."""
    try:
        article, _slash, seconds = _signer.unsign(value).partition("/")
    except signing.BadSignature:
        return None
    return datetime.fromtimestamp(float(seconds), UTC) if article == str(article_id) else None


class CommentForm(forms.Form):
    """What a reader types. `article_id` is what it is on; `staff` a User who is signed in at the desk, if one is.

    `initial` may have the name and e-mail that this browser sent before (comments/trust.py).
    """

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=60,
        help_text=gettext_lazy("Shown with your comment."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail"),
        max_length=254,
        help_text=gettext_lazy("Never shown, never passed on."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    body = forms.CharField(
        label=gettext_lazy("Your comment"),
        help_text=gettext_lazy("*emphasis*, **strong**, [words](https://address), > quote and `code` work."),
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": markup.MOST_BYTES, "dir": "auto"}),
    )
    # Off the screen, so that a person leaves it alone; programs fill in what has such a name.
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, article_id, staff=None, **kwargs):
        super().__init__(*args, auto_id="comment-%s", label_suffix="", **kwargs)
        self.article_id, self.staff = article_id, staff
        if staff:
            del self.fields["name"], self.fields["email"]
        now = timezone.now()
        self.opened_at = opened_at(self.data.get("opened", ""), article_id)
        if self.opened_at and now - self.opened_at > TOO_OLD:
            self.opened_at = None

    def clean_name(self):
        name = unicodedata.normalize("NFC", " ".join(self.cleaned_data["name"].split()))
        if markup.legible(name) != name:
            raise ValidationError(_("Leave out invisible characters and piled-up accents."), code="illegible")
        if not any(letter.isalnum() for letter in name):
            raise ValidationError(_("A name has at least one letter."), code="no_letter")
        return name

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_body(self):
        body = self.cleaned_data["body"].replace("\r\n", "\n")  # as every form sends them
        size = len(body.encode())
        if size > markup.MOST_BYTES:
            sentence = _("Shorten it, please: it has %(size)s bytes, and %(most)s are the most.")
            raise ValidationError(sentence % {"size": size, "most": markup.MOST_BYTES}, code="too_long")
        body = markup.legible(body)
        self.html = markup.render(body)
        if not INVISIBLE.sub("", plain(self.html)):
            raise ValidationError(_("Nothing of this would be seen. Write a sentence."), code="empty")
        return body

    def clean(self):
        if self.staff:
            self.cleaned_data |= {"name": self.staff.name, "email": self.staff.email.lower()}
        return self.cleaned_data

    def check_time(self):
        """Add an error, and return False, where the form came back faster than hands can, or after too long."""
        if self.opened_at is None:
            self.add_error(None, _("This form was open for long. Read your comment once more, then send it again."))
        elif timezone.now() - self.opened_at < TOO_FAST:
            self.add_error(None, _("That was very fast. Read your comment once more, then send it again."))
        return not self.errors

    @property
    def is_trap_sprung(self):
        return bool(self.cleaned_data["website"])

    @property
    def opened(self):
        """For the hidden field: when the form was opened; the first time, as long as that counts."""
        return self.data["opened"] if self.opened_at else stamp(self.article_id, timezone.now())
