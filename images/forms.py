from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from images import alttext, library
from images.decode import MAX_BYTES
from images.models import Image

ACCEPT = "image/jpeg,image/png,image/gif,image/webp,image/avif"


class WordsForm(forms.ModelForm):
    """A picture's words and focal point. Alt text, or the mark that it needs none, has to be chosen."""

    class Meta:
        model = Image
        fields = ["alt", "decorative", "caption", "credit", "licence", "focal_x", "focal_y"]
        widgets = {
            "alt": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "caption": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "credit": forms.TextInput(attrs={"class": "vTextField"}),
            "licence": forms.TextInput(attrs={"class": "vTextField"}),
            "focal_x": forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}),
            "focal_y": forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}),
        }

    def clean_alt(self):
        alt = " ".join(self.cleaned_data["alt"].split())
        if alt:
            alttext.check(alt, self.instance.filename)
        return alt

    def clean_caption(self):
        return " ".join(self.cleaned_data["caption"].split())

    def clean(self):
        if "alt" in self.cleaned_data:
            self._choose_alt_or_decorative(self.cleaned_data["alt"], self.cleaned_data.get("decorative"))
        return super().clean()

    def _choose_alt_or_decorative(self, alt, decorative):
        if not alt and not decorative:
            self.add_error("alt", _("Say what the picture shows, or mark it as decorative."))
        if alt and decorative:
            self.add_error("decorative", _("A decorative picture has no alt text: clear one of the two."))


class UploadForm(WordsForm):
    """A new picture."""

    file = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG, GIF, WebP or AVIF, 20 MB and 50 million pixels at most (WebP 16, AVIF 24)."),
        widget=forms.FileInput(attrs={"accept": ACCEPT, "data-max": MAX_BYTES}),
        error_messages={"required": _("Choose a picture."), "empty": _("The file is empty.")},
    )
    field_order = ["file"]

    class Meta(WordsForm.Meta):
        fields = ["alt", "decorative", "caption", "credit", "licence"]
        help_texts = {
            "caption": _("Shown below the picture. Left empty, this and the next two are read from the file."),
        }

    def clean_file(self):
        self.instance.filename = self.cleaned_data["file"].name  # for the alt text to be compared with
        return self.cleaned_data["file"]

    def add(self, *, by):
        """Put the picture of a valid form into the library. Returns the Image, or None with the reason on the form."""
        try:
            return library.add(self.cleaned_data.pop("file"), by=by, **self.cleaned_data)
        except ValidationError as error:
            self.add_error("file" if not hasattr(error, "error_dict") else None, error)


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    widget = ManyFilesInput(attrs={"accept": ACCEPT})

    def clean(self, data, initial=None):
        clean = super().clean
        return [clean(file, initial) for file in data or [None]]


class ManyUploadsForm(forms.ModelForm):
    """Several pictures of one origin. Their alt texts are asked for afterwards."""

    files = ManyFilesField(label=_("Pictures"), help_text=UploadForm.base_fields["file"].help_text)
    field_order = ["files"]

    class Meta:
        model = Image
        fields = ["credit", "licence"]
        widgets = {name: forms.TextInput(attrs={"class": "vTextField"}) for name in fields}

    def add(self, *, by):
        """Put what can be put into the library. Returns the Images, and the refusals as (file name, sentence) pairs."""
        added, refused = [], []
        for file in self.cleaned_data["files"]:
            try:
                added.append(library.add(file, by=by, **{name: self.cleaned_data[name] for name in self.Meta.fields}))
            except ValidationError as error:
                refused.append((file.name, " ".join(error.messages)))
        return added, refused
