"""What the desk's frame prints."""

from django import template
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.deeds import in_words
from newsroom.deskapp import Noun
from newsroom.notices.kinds import sentence

register = template.Library()

MOST_COUNTED = 100

# Lines on a grid of 24, by noun.
ICONS = {
    "today": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2",
    "articles.article": "M6 4h9l3 3v13H6zM9 10h6M9 13.5h6M9 17h4",
    "planning": "M5 6h14v13H5zM5 10h14M9 4v4M15 4v4",
    "articles.frontslot": "M4 5h16v14H4zM4 11h16M12 11v8",
    "images.image": "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.25h.01",
    "comments.comment": "M5 5h14v10h-8l-4 4v-4H5z",
    "authors.author": "M5 19l1-5L16 4l4 4L10 18zM13.5 6.5l4 4",
    "articles.section": "M12 4l8 4-8 4-8-4zM4 12l8 4 8-4M4 16l8 4 8-4",
    "articles.tag": "M4 4h8l8 8-8 8-8-8zM8 8h.01",
    "pages.page": "M6 4h12v16H6zM9 8h6M9 12h6",
    "pages.site": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c-5 5-5 11 0 16M12 4c5 5 5 11 0 16",
    "newsroom.user": "M12 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5 20c.5-4 3-6 7-6s6.5 2 7 6",
    "newsroom.logline": "M5 6h14M5 12h14M5 18h9",
}


@register.simple_tag(takes_context=True)
def desk_nouns(context):
    """The sidebar's groups: the first page, and what the user may open."""
    request = context["request"]
    index = reverse("admin:index")
    first, *rest = admin.site.nouns(request) or [[]]
    return [[Noun("today", _("Today"), index, request.path == index), *first], *rest]


@register.simple_tag
def unseen_notices(user):
    """How many notices somebody has not seen yet, as the bell says it."""
    number = user.notices.filter(seen_at=None)[:MOST_COUNTED].count()
    return f"{MOST_COUNTED - 1}+" if number == MOST_COUNTED else number


@register.filter
def icon(noun):
    """The path of the noun's icon."""
    return ICONS.get(noun.model, "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z")


register.filter("deed", in_words)
register.filter("sentence", sentence)


@register.filter
def initials(user):
    """“Ada Byron Lovelace” is AL."""
    words = str(user).split()
    return "".join(word[0] for word in [words[0], *words[1:][-1:]]).upper() if words else "?"


@register.filter
def role(user):
    """The user's role in a word or two."""
    names = [_("Chief")] if user.is_superuser else [_(group.name) for group in user.groups.all()]
    return ", ".join(names) or _("no role")


@register.filter
def role_known(user):
    return user.is_superuser or bool(user.groups.all())


@register.filter
def square(image):
    """The address of a picture's small square."""
    return image.rendition("square160")["url"]
