"""Who works at the demo newsroom and what it is called: site, menus, pages, sections, users, authors, sign-ins."""

import os
import secrets

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from articles.models import Section
from authors.models import Author
from newsroom.models import User
from pages.models import MenuItem, Page, Site

from . import files


def make_site():
    """The site's name, its menus with every section, and its standing pages."""
    wanted = files.table("site")
    fields = {name: wanted[name] for name in ("name", "tagline", "description", "footer")}
    site, _made = Site.objects.update_or_create(pk=1, defaults=fields)
    header = [(section.name, section.get_absolute_url()) for section in Section.objects.all()]
    for place, lines in (("header", [*header, *wanted["menu"]["header"]]), ("footer", wanted["menu"]["footer"])):
        for position, (label, address) in enumerate(lines):
            MenuItem.objects.create(site=site, place=place, position=position, label=label, address=address)
    for front, body in files.texts("pages"):
        Page.objects.create(title=front["title"], slug=front["slug"], body=body, published=True)


def make_sections():
    """Sections by name."""
    rows = files.table("sections")
    return {row["name"]: Section.objects.create(**row, position=n) for n, row in enumerate(rows)}


def make_users(joined):
    """(users by e-mail, their sign-ins as (role, e-mail, password)). `joined`: since when they are there."""
    users, sign_ins = {}, []
    for row in files.table("site")["users"]:
        role, password = row.pop("role"), secrets.token_urlsafe(12)
        chief = role == "chief"
        user = User.objects.create_user(password=password, **row, is_staff=True, is_superuser=chief, date_joined=joined)
        if not chief:
            user.groups.add(Group.objects.get(name=role.title()))
        users[user.email] = user
        sign_ins.append((role, user.email, password))
    return users, sign_ins


def make_authors(users, images):
    """Authors by name."""
    authors = {}
    for row in files.table("authors"):
        del row["alt"]  # the portrait's
        user = users.get(row.pop("user", None))
        authors[row["name"]] = Author.objects.create(**row, user=user, portrait=images[row["slug"]])
    return authors


def write_sign_ins(path, sign_ins):
    """Keep the sign-ins in a file that nobody else may read, as a list with straight columns."""
    lines = [(_("Role"), _("E-mail"), _("Password")), *sign_ins]
    widths = [max(len(line[n]) for line in lines) for n in range(2)]
    text = "".join(f"{role:{widths[0]}}  {email:{widths[1]}}  {password}\n" for role, email, password in lines)
    path.unlink(missing_ok=True)  # an old one may be readable to others
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
