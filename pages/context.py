from django.utils.functional import SimpleLazyObject

from pages.models import MenuItem, Site


def masthead(request):
    """For every template: `site`, `header_menu` and `footer_menu`. Two queries, made when they are first printed."""
    menu = SimpleLazyObject(lambda: list(MenuItem.objects.all()))
    site = SimpleLazyObject(Site.load)
    return {
        "site": site,
        "publication": site,  # where allauth's pages put something else under the first name
        "header_menu": SimpleLazyObject(lambda: [item for item in menu if item.place == MenuItem.Place.HEADER]),
        "footer_menu": SimpleLazyObject(lambda: [item for item in menu if item.place == MenuItem.Place.FOOTER]),
    }
