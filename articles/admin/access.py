"""Which article a desk page is about, and who may see it; how such a page is answered."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse

from articles import rules
from articles.admin.standing import desk_articles
from articles.models import Article


def fetch(request, pk, verb="view"):
    """The article `pk` with its standing, for somebody who may do `verb` to it.

    Raises PermissionDenied for a role that has no business with articles or may not do this, Http404 for an article
    that is not there or is not the user's.
    """
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    articles = desk_articles(request.user, trashed=None)
    article = articles.select_related("head__by", "owner", "writer", "editor", "section").filter(pk=pk).first()
    if article is None:
        raise Http404
    rules.allow(request.user, verb, article)
    return article


def respond(request, template, context, status=200):
    """A page of the desk in the admin's frame."""
    frame = admin.site.each_context(request) | {"opts": Article._meta, "is_nav_sidebar_enabled": False}
    request.current_app = admin.site.name
    return TemplateResponse(request, f"admin/articles/{template}", frame | context, status=status)
