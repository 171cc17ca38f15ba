"""People at the desk."""

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from newsroom.accounts import ask_password, confirmed, mail_link
from newsroom.log import record
from newsroom.logged import LoggedAdmin
from newsroom.models import User
from newsroom.people import NewPersonForm, PasswordForm, PersonForm
from newsroom.templatetags.desk import role


class OfRole(admin.SimpleListFilter):
    title, parameter_name = gettext_lazy("role"), "role"

    def lookups(self, request, model_admin):
        groups = Group.objects.order_by("name").values_list("name", flat=True)
        return [*((name, _(name)) for name in groups), ("chief", _("Chief")), ("none", _("No role"))]

    def queryset(self, request, people):
        match self.value():
            case None:
                return people
            case "chief":
                return people.filter(is_superuser=True)
            case "none":
                return people.filter(is_superuser=False, groups=None)
            case name:
                return people.filter(groups__name=name)


class MaySignIn(admin.SimpleListFilter):
    title, parameter_name = gettext_lazy("may sign in"), "active"

    def lookups(self, request, model_admin):
        return [("1", _("Yes")), ("0", _("No"))]

    def queryset(self, request, people):
        return people.filter(is_active=self.value() == "1") if self.value() in {"0", "1"} else people


@admin.register(User)
class PersonAdmin(LoggedAdmin):
    """Only the chief comes here, whatever permissions a group was given, and gives the password again first."""

    ordering = ["-is_active", "name"]
    list_display = ["name", "email", "roles", "standing", "last_login"]
    list_filter = [OfRole, MaySignIn]
    search_fields = ["name", "email"]
    search_help_text = gettext_lazy("Name, e-mail")
    actions = None

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and request.user.is_superuser

    has_module_permission = has_add_permission = has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return self.has_view_permission(request) and obj != request.user

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, form=PersonForm if obj else NewPersonForm, **kwargs)
        form.by = request.user
        return form

    def get_fieldsets(self, request, obj=None):
        first = ["name", "email"] if obj else ["name", "email", "password"]
        role = ["groups", "is_superuser", "is_active"] if obj else ["groups", "is_superuser"]
        return [(None, {"fields": first}), (_("What they may do"), {"fields": role})]

    def get_urls(self):
        pages = [("password", self.password_view), ("mail", self.mail_view)]
        own = [path(f"<int:pk>/{name}/", self.admin_site.admin_view(view)) for name, view in pages]
        for (name, _view), route in zip(pages, own, strict=True):
            route.name = f"newsroom_user_{name}"
        return [*own, *super().get_urls()]

    # The password once more, before anything is shown that can be changed

    @method_decorator(sensitive_post_parameters())
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return self._ask(request) or super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        return self._ask(request) or super().delete_view(request, object_id, extra_context)

    def _ask(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if confirmed(request):
            return None
        if request.method == "POST":
            messages.warning(request, _("Nothing was changed yet: after the password, please fill in the form again."))
        return ask_password(request)

    # Saving

    def save_model(self, request, person, form, change):
        person.is_staff = True
        super().save_model(request, person, form, change)
        if not change and not person.has_usable_password():
            self._mail(request, person)

    def log_change(self, request, person, message):
        super().log_change(request, person, message)
        changed = {name for entry in message for name in entry.get("changed", {}).get("fields", [])}
        if changed & {str(PersonForm.base_fields[name].label) for name in ["groups", "is_superuser"]}:
            record(person, "gave a role", by=request.user, reason=role(User.objects.get(pk=person.pk)))

    def log_addition(self, request, person, message):
        record(person, "created", by=request.user, reason=role(person))

    @method_decorator(sensitive_post_parameters())
    def password_view(self, request, pk):
        """Set somebody's password; whoever is signed in with the old one is out."""
        if asked := self._ask(request):
            return asked
        person = self._person(request, pk)
        form = PasswordForm(person, request.POST or None)
        if form.is_valid():
            person.set_password(form.cleaned_data["password"])
            person.save(update_fields=["password"])
            record(person, "set the password", by=request.user)
            messages.success(request, _("%(name)s has a new password.") % {"name": person})
            return redirect("admin:newsroom_user_change", pk)
        title = _("A new password for %(name)s") % {"name": person}
        context = {**self.admin_site.each_context(request), "title": title, "form": form, "person": person}
        return TemplateResponse(request, "admin/newsroom/user/password.html", context | {"opts": self.opts})

    @method_decorator(require_POST)
    def mail_view(self, request, pk):
        if asked := self._ask(request):
            return asked
        self._mail(request, self._person(request, pk))
        return redirect("admin:newsroom_user_change", pk)

    def _mail(self, request, person):
        mail_link(request, person)
        record(person, "mailed a link", by=request.user)
        text = _("A mail is on its way to %(email)s, with a link for choosing a password.")
        messages.success(request, text % {"email": person.email})

    def _person(self, request, pk):
        if person := self.get_object(request, pk):
            return person
        raise Http404

    # Columns

    @admin.display(description=gettext_lazy("role"))
    def roles(self, person):
        return role(person)

    @admin.display(description=gettext_lazy("may sign in"), ordering="is_active")
    def standing(self, person):
        kind, words = ("live", _("Yes")) if person.is_active else ("withdrawn", _("No"))
        return format_html('<span class="badge badge-{}">{}</span>', kind, words)
