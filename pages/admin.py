from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from pages.models import MenuItem, Page, Site


class MenuInline(admin.TabularInline):
    model = MenuItem
    extra = 1


@admin.register(Site)
class SiteAdmin(admin.ModelAdmin):
    inlines = [MenuInline]

    def changelist_view(self, request, extra_context=None):
        """There is one site, so the list leads straight to it."""
        site = Site.load()
        if site._state.adding and self.has_change_permission(request):
            site.save()
        return HttpResponseRedirect(reverse("admin:pages_site_change", args=[site.pk]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_inline_instances(self, request, obj=None):
        return [inline(self.model, self.admin_site) for inline in self.inlines]


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    list_display = ["title", "slug", "published", "changed_at"]
    list_editable = ["published"]
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title", "body"]
