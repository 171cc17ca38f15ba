"""Authors at the desk."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from authors.models import Author
from images.picker import PictureField
from newsroom import markup
from newsroom.logged import LoggedAdmin
from newsroom.models import User

# Functions that add `stories`, a number, to a queryset of authors. Authors themselves know of no stories.
counting = []


def link_field(label):
    web = URLValidator(schemes=["http", "https"])
    return forms.URLField(label=label, required=False, max_length=200, assume_scheme="https", validators=[web])


class AuthorForm(forms.ModelForm):
    portrait = PictureField(required=False, label=gettext_lazy("Portrait"))
    website = link_field(gettext_lazy("Website"))
    mastodon = link_field("Mastodon")
    bluesky = link_field("Bluesky")
    x = link_field("X")
    user = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label=gettext_lazy("Account"),
        help_text=gettext_lazy("Who signs in at the desk under this name, if anybody does."),
    )

    class Meta:
        model = Author
        fields = ["name", "slug", "title", "bio", "portrait", "website", "mastodon", "bluesky", "x", "email", "user"]
        help_texts = {
            "slug": gettext_lazy("The last part of the address. Links to it elsewhere break when it changes."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if "user" in self.fields:
            free = User.objects.filter(author=None, is_active=True)
            own = User.objects.filter(author__pk=self.instance.pk, author__isnull=False)
            self.fields["user"].queryset = (free | own).order_by("name")

    def clean_slug(self):
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name", ""))
        if not slug:
            raise ValidationError(_("This name has no letters for an address. Type one, such as “li-wei”."))
        return slug

    def clean_bio(self):
        markup.render(self.cleaned_data["bio"])  # raises what is wrong with it
        return self.cleaned_data["bio"]


@admin.register(Author)
class AuthorAdmin(LoggedAdmin):
    form = AuthorForm
    list_display = ["face", "name", "title", "account", "stories"]
    list_display_links = ["name"]
    list_select_related = ["portrait", "user"]
    list_per_page = 100
    search_fields = ["name", "title", "bio"]
    search_help_text = gettext_lazy("Name, title, bio")
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["preview"]
    actions = None

    def get_fieldsets(self, request, obj=None):
        bio = ["bio", "preview"] if obj and obj.bio else ["bio"]
        return [
            (None, {"fields": ["name", "slug", "title", "portrait", *bio]}),
            (_("Where readers find them"), {"fields": ["website", "mastodon", "bluesky", "x", "email"]}),
            (_("At the desk"), {"fields": ["user"]}),
        ]

    def get_prepopulated_fields(self, request, obj=None):
        # The address of somebody with a page already stays until it is changed on purpose.
        return {} if obj else self.prepopulated_fields

    def get_queryset(self, request):
        authors = super().get_queryset(request)
        for count in counting:
            authors = count(authors)
        return authors

    @admin.display(description=gettext_lazy("portrait"))
    def face(self, author):
        return render_to_string("admin/authors/_portrait.html", {"author": author})

    @admin.display(description=gettext_lazy("stories"), ordering="stories", empty_value="–")
    def stories(self, author):
        return getattr(author, "stories", None)

    @admin.display(description=gettext_lazy("account"), ordering="user__name", empty_value="–")
    def account(self, author):
        return author.user

    @admin.display(description=gettext_lazy("As readers see it"))
    def preview(self, author):
        return mark_safe(author.bio_html)  # noqa: S308  sanitised by newsroom/markup.py
