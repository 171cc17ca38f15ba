from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.utils.translation import gettext_lazy as _

from newsroom.models import LogLine, User


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]
        field_classes = {"email": forms.EmailField}


@admin.register(User)
class DeskUserAdmin(UserAdmin):
    add_form = NewUserForm
    ordering = ["name"]
    list_display = ["name", "email", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_superuser"]
    search_fields = ["name", "email"]
    fieldsets = [
        (None, {"fields": ["name", "email", "password"]}),
        (_("Role"), {"fields": ["groups", "is_staff", "is_superuser", "is_active"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["name", "email", "usable_password", "password1", "password2", "is_staff", "groups"]})
    ]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("role"))
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all()) or (_("Chief") if user.is_superuser else "–")


@admin.register(LogLine)
class LogLineAdmin(admin.ModelAdmin):
    list_display = ["at", "by", "action", "label", "reason"]
    list_filter = ["action", "at"]
    list_select_related = ["by"]
    search_fields = ["label", "reason", "by__name"]
    date_hierarchy = "at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
