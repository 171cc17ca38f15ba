from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tasks_db.models import DBTaskResult

from images import library, tasks, views
from images.forms import ManyUploadsForm, UploadForm, WordsForm
from images.models import Image
from newsroom.logged import LoggedAdmin

# The worker's own table: of what it could not do, the library tells in its own words.
admin.site.unregister(DBTaskResult)


class MissingFilter(admin.SimpleListFilter):
    title = gettext_lazy("what is missing")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [("alt", _("Alt text")), ("credit", _("Credit"))]

    def queryset(self, request, queryset):
        return {"alt": queryset.without_alt, "credit": lambda: queryset.filter(credit="")}.get(
            self.value(), queryset.all
        )()


class MineFilter(admin.SimpleListFilter):
    title = gettext_lazy("who added it")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("1", _("Added by me"))]

    def queryset(self, request, queryset):
        return queryset.filter(uploaded_by=request.user) if self.value() else queryset


@admin.register(Image)
class ImageAdmin(LoggedAdmin):
    form = WordsForm
    actions = ["make_again"]
    list_display = ["thumbnail", "words", "credited", "added"]
    list_display_links = ["words"]
    list_filter = [MissingFilter, MineFilter, "uploaded_at"]
    list_select_related = ["uploaded_by"]
    list_per_page = 50
    search_fields = ["alt", "caption", "credit", "filename"]
    search_help_text = gettext_lazy("Words of the alt text, caption, credit or file name.")
    readonly_fields = ["picture", "filename", "size", "added", "used_in"]
    fieldsets = [
        (None, {"fields": ["picture", ("focal_x", "focal_y")]}),
        (gettext_lazy("Words"), {"fields": ["alt", "decorative", "caption", "credit", "licence"]}),
        (gettext_lazy("About the file"), {"fields": ["filename", "size", "added", "used_in"]}),
    ]

    class Media:
        css = {"all": ["css/desk-pictures.css"]}
        js = [Script("js/desk/picture-focal.js", type="module")]

    # Who may do what: everybody who may add changes what they added, and who may change any, changes all.

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (
            obj is None or obj.uploaded_by_id == request.user.pk or request.user.has_perm("images.change_any_image")
        )

    # Pages of our own

    def get_urls(self):
        # The picker's views answer scripts and check permissions by themselves.
        return [
            path("picker/", views.picker, name="images_image_picker"),
            path("picker/dialog/", views.dialog, name="images_image_dialog"),
            path("upload/", views.upload, name="images_image_upload"),
            path("add/several/", self.admin_site.admin_view(self.add_several), name="images_image_add_several"),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        """Not Django's: that one would hold a transaction open while the renditions are made."""
        form = self._new_form(UploadForm, request)
        if form.is_valid() and (image := form.add(by=request.user)):
            if image.is_new:
                self.log_addition(request, image, [{"added": {}}])
                return self.response_add(request, image)
            self.message_user(
                request, _("This file was in the library already; nothing was changed."), messages.WARNING
            )
            if IS_POPUP_VAR in request.POST:
                return self.response_add(request, image)
            return redirect("admin:images_image_change", image.pk)
        return self._new_page(request, form, _("Add a picture"), extra_context)

    def add_several(self, request):
        form = self._new_form(ManyUploadsForm, request)
        if form.is_valid():
            added, refused = form.add(by=request.user)
            for name, reason in refused:
                self.message_user(request, f"{name}: {reason}", messages.ERROR)
            if added:
                return self._after_several(request, added)
        return self._new_page(request, form, _("Add several pictures"), {"show_save_and_add_another": False})

    def _after_several(self, request, added):
        new = sum(image.is_new for image in added)
        text = ngettext("%(new)d picture is new in the library.", "%(new)d pictures are new in the library.", new)
        self.message_user(request, text % {"new": new}, messages.SUCCESS)
        address = reverse("admin:images_image_changelist")
        if any(image.missing_alt for image in added):
            self.message_user(request, _("Say what each one shows: these have no alt text yet."), messages.WARNING)
            address += "?missing=alt&mine=1"
        return HttpResponseRedirect(address)

    def _new_form(self, form_class, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return form_class(request.POST, request.FILES) if request.method == "POST" else form_class()

    def _new_page(self, request, form, title, extra_context):
        fieldsets = helpers.AdminForm(form, [(None, {"fields": list(form.fields)})], {}, model_admin=self)
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "adminform": fieldsets,
            "errors": helpers.AdminErrorList(form, []),
            "inline_admin_formsets": [],
            "media": self.media + fieldsets.media,
            "is_popup": IS_POPUP_VAR in request.GET or IS_POPUP_VAR in request.POST,
            "show_save_and_continue": False,
            **(extra_context or {}),
        }
        return self.render_change_form(request, context, add=True)

    # Changing and deleting

    def change_view(self, request, object_id, form_url="", extra_context=None):
        extra = {"show_save_and_add_another": False} | (extra_context or {})
        return super().change_view(request, object_id, form_url, extra)

    def save_model(self, request, image, form, change):
        # The form's columns alone: the worker may be writing the others.
        image.save(update_fields=form.changed_data)
        if {"focal_x", "focal_y"} & set(form.changed_data):
            tasks.ask(image)

    @admin.action(description=gettext_lazy("Make the sizes of selected pictures again"), permissions=["change"])
    def make_again(self, request, images):
        for image in images:
            if self.has_change_permission(request, image):
                tasks.ask(image)
        self.message_user(request, _("The sizes are being made."))

    def get_deleted_objects(self, objs, request):
        deleted, count, missing, protected = super().get_deleted_objects(objs, request)
        uses = [self._linked(row, request) for image in objs for row in library.uses(image)]
        links = [format_html('<a href="{}">{}</a>', address, name) if address else name for name, address in uses]
        return deleted, count, missing, links or protected

    # Columns and facts

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, image):
        return render_to_string("images/_thumbnail.html", {"image": image})

    @admin.display(description=gettext_lazy("words"), ordering="alt")
    def words(self, image):
        return render_to_string("images/_words.html", {"image": image})

    @admin.display(description=gettext_lazy("credit"), ordering="credit")
    def credited(self, image):
        return render_to_string("images/_credit.html", {"image": image})

    @admin.display(description=gettext_lazy("added"), ordering="uploaded_at")
    def added(self, image):
        return render_to_string("images/_added.html", {"image": image})

    @admin.display(description=gettext_lazy("size"))
    def size(self, image):
        return f"{image.width} × {image.height}"

    @admin.display(description=gettext_lazy("picture"))
    def picture(self, image):
        return render_to_string("images/_focal.html", {"image": image})

    @admin.display(description=gettext_lazy("used in"))
    def used_in(self, image):
        uses = [self._linked(row, image.asked_in) for row in library.uses(image)]
        return render_to_string("images/_uses.html", {"uses": uses})

    def get_object(self, request, object_id, from_field=None):
        image = super().get_object(request, object_id, from_field)
        if image:
            image.asked_in = request  # what the picture is used in depends on who asks
        return image

    def _linked(self, row, request):
        """(name, address at the desk or None) of a row that shows the picture; no name for whom it is not open."""
        kind = capfirst(row._meta.verbose_name)
        registered = self.admin_site.is_registered(type(row))
        if registered:
            may = self.admin_site.get_model_admin(type(row)).has_view_permission(request, row)
        else:
            may = request.user.has_perm("images.change_any_image")
        if not may:
            return _("%(kind)s that is not open to you") % {"kind": kind}, None
        if not registered:
            return f"{kind}: {row}", None
        address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        return f"{kind}: {row}", address
