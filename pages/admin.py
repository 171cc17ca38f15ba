"""The publication's name and menus, and its standing pages, at the desk."""

import json
import re

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.urls import get_resolver, reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from images.picker import PictureField
from newsroom import markup
from newsroom.logged import LoggedAdmin
from pages.models import MenuItem, Page, Site


class MenuInline(admin.TabularInline):
    model = MenuItem
    extra = 1
    fields = ["place", "position", "label", "address"]

    # Whoever may change the site may change its menus.

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("pages.change_site") or request.user.has_perm("pages.view_site")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("pages.change_site")

    has_delete_permission = has_change_permission
    has_add_permission = has_change_permission


class SiteForm(forms.ModelForm):
    logo = PictureField(required=False, label=gettext_lazy("Logo"))

    class Meta:
        model = Site
        fields = ["name", "tagline", "description", "logo", "footer"]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 2}),
            "footer": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {"logo": gettext_lazy("Takes the place of the name at the top of each page.")}


@admin.register(Site)
class SiteAdmin(LoggedAdmin):
    form = SiteForm
    inlines = [MenuInline]

    def get_inline_formsets(self, *args, **kwargs):
        """The menu's rows, with a button of our own words."""
        found = super().get_inline_formsets(*args, **kwargs)
        for rows in found:
            data = json.loads(rows.inline_formset_data())
            data["options"]["addText"] = _("Add another menu item")
            rows.inline_formset_data = json.dumps(data)
        return found

    def changelist_view(self, request, extra_context=None):
        """There is one site, so the list leads straight to it."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:pages_site_change", args=[Site.load().pk]))

    def get_object(self, request, object_id, from_field=None):
        """The site, also while nobody has saved it yet."""
        return Site.load() if object_id == "1" else None

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(request.path)


# Kept free for what is served beside the URLconf, or will be.
RESERVED = {"api", "preview", "static"}


def taken(patterns):
    """The first parts of all addresses that the site itself has."""
    found = set()
    for pattern in patterns:
        text = str(pattern.pattern)
        nested = taken(pattern.url_patterns) if text == "" and hasattr(pattern, "url_patterns") else set()
        found |= nested or set(re.findall(r"^\^?([\w-]+)", text))
    return found


class PageForm(forms.ModelForm):
    class Meta:
        model = Page
        fields = ["title", "slug", "body", "published"]
        widgets = {"body": forms.Textarea(attrs={"rows": 20})}
        help_texts = {"published": gettext_lazy("Readers can open it. A link to it belongs into a menu (see Site).")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("title", ""))
        if not slug:
            raise ValidationError(_("Type an address in letters from a to z, such as “about”."))
        year = re.fullmatch(r"\d+", slug)
        if year or slug in RESERVED | taken(get_resolver().url_patterns):
            raise ValidationError(_("The site itself uses this address. Choose another one."))
        return slug

    def clean_body(self):
        markup.render_page(self.cleaned_data["body"])  # raises what is wrong with it
        return self.cleaned_data["body"]


@admin.register(Page)
class PageAdmin(LoggedAdmin):
    form = PageForm
    list_display = ["title", "address", "standing", "changed_at"]
    list_filter = ["published"]
    search_fields = ["title", "body"]
    search_help_text = gettext_lazy("Title, text")
    actions = None

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def view_on_site(self, page):
        return page.get_absolute_url() if page.published else None

    @admin.display(description=gettext_lazy("address"), ordering="slug")
    def address(self, page):
        return page.get_absolute_url()

    @admin.display(description=gettext_lazy("state"), ordering="published")
    def standing(self, page):
        kind, words = ("live", _("Live")) if page.published else ("draft", _("Draft"))
        return format_html('<span class="badge badge-{}">{}</span>', kind, words)
