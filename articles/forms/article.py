"""The form in which an article is written. Only what it names reaches desk.save."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.forms.fields import NUMBER, BylinesField, ProseField, StoriesField, TagsField
from articles.models import Article
from articles.models.story import BODY_LIMIT
from images.picker import PictureField, PictureInput

COLUMNS = [
    *("headline", "dek", "body", "section", "kind", "hero", "hero_alt", "hero_caption", "hero_credit"),
    *("slug", "disclosure", "source_name", "source_url", "comments_open", "related_pins"),
]


class ArticleForm(forms.ModelForm):
    """All content of an article. `base` is the revision that it was edited from; see articles.desk.save."""

    headline = ProseField(label=_("headline"), max_length=250, required=False, one_line=True)
    dek = ProseField(label=_("standfirst"), max_length=500, required=False, one_line=True)
    body = ProseField(label=_("body"), max_length=BODY_LIMIT, required=False, strip=False)
    hero = PictureField(label=_("main picture"), required=False)
    source_url = forms.URLField(label=_("original address"), max_length=500, required=False, assume_scheme="https")
    tags = TagsField(label=_("tags"), required=False, help_text=_("With commas between them."))
    bylines = BylinesField(label=_("bylines"), required=False)
    related_pins = StoriesField(
        label=_("related stories"), required=False, help_text=_("Addresses of live stories, one a line, in order.")
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = COLUMNS
        labels = {"comments_open": _("Readers may comment"), "slug": _("address")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # No maxlength: browsers would cut a longer paste without a word, and the answer says what is too long.
        for name in ("headline", "dek"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 1})
        self.fields["body"].widget = forms.Textarea(attrs={"rows": 24, "spellcheck": "true"})
        self.fields["section"].empty_label = _("No section yet")
        self.fields["related_pins"].widget.attrs["rows"] = 3
        self.fields["related_pins"].kept = self.initial.get("related_pins", ())
        for name, placeholder in PLACEHOLDERS.items():
            self.fields[name].widget.attrs["placeholder"] = placeholder

    def clean_base(self):
        """The revision's id, or None: what else stands there was never ours."""
        base = self.cleaned_data["base"]
        return int(base) if NUMBER.fullmatch(base) else None

    def content(self):
        """The cleaned fields as desk.save takes them. Those that were not valid are left out."""
        return {name: self.cleaned_data[name] for name in [*COLUMNS, "tags", "bylines"] if name in self.cleaned_data}

    def freeze(self):
        """Show what is there, to be read and copied, and take nothing in."""
        for field in self.fields.values():
            if isinstance(field.widget, forms.TextInput | forms.Textarea) and not isinstance(
                field.widget, PictureInput
            ):
                field.widget.attrs["readonly"] = True
            else:
                field.disabled = True


PLACEHOLDERS = {
    "headline": _("Headline"),
    "dek": _("Standfirst: what the story adds, in a sentence"),
    "body": _("Write here, in Markdown."),
}


def initial_of(content, head=None):
    """What the form shows at first: a content dict (see articles/content.py), edited from the revision `head`."""
    initial = {name.removesuffix("_id"): value for name, value in content.items()}
    return initial | {"base": head.pk if head else None}
