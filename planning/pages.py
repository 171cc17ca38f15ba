"""What all pages of the plan share: who may open them, and the frame they stand in."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse


def page(view):
    """A view of the desk, for whoever may see articles; each shows only those that rules.visible lets through."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return admin.site.admin_view(guarded)


def respond(request, name, context, status=200):
    """The page `name` of the plan, in the desk's frame."""
    request.current_app = admin.site.name
    frame = admin.site.each_context(request) | {"tab": name, "is_nav_sidebar_enabled": False}
    return TemplateResponse(request, f"admin/planning/{name}.html", frame | context, status=status)
