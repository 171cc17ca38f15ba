"""The desk's roles: Django groups, and what each may do. The chief is a superuser.

Which articles a writer may touch is an object rule and lives in articles/rules.py.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

WRITER = [
    *("articles.add_article", "articles.change_article", "articles.view_article"),
    *("articles.view_section", "articles.view_tag", "articles.add_tag", "authors.view_author"),
    *("images.add_image", "images.change_image", "images.view_image"),
]
EDITOR = [
    *WRITER,
    *("articles.edit_any_article", "articles.publish_article"),
    *("articles.add_template", "articles.change_template", "articles.delete_template", "articles.view_template"),
    *("articles.add_snippet", "articles.change_snippet", "articles.delete_snippet", "articles.view_snippet"),
    *("articles.add_section", "articles.change_section", "articles.delete_section"),
    *("articles.change_tag", "articles.delete_tag"),
    *("articles.change_frontslot", "articles.view_frontslot"),
    *("authors.add_author", "authors.change_author", "authors.delete_author"),
    *("images.delete_image", "images.change_any_image", "newsroom.view_logline"),
    *("pages.view_site", "pages.change_site"),
    *("pages.add_page", "pages.change_page", "pages.delete_page", "pages.view_page"),
]
MODERATOR = ["comments.view_comment", "comments.moderate_comment", "articles.view_section"]
ROLES = {"Writer": WRITER, "Editor": [*EDITOR, *MODERATOR], "Moderator": MODERATOR}


def grant():
    """Make the groups and give each its permissions. Takes nothing away; safe to run again."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    known = {f"{p.content_type.app_label}.{p.codename}": p for p in Permission.objects.select_related("content_type")}
    for name, wanted in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*(known[permission] for permission in wanted))
