from django.utils.functional import SimpleLazyObject

from pages.models import MenuItem, Site


def masthead(request):
    """For every template: `site`, `header_menu` and `footer_menu`. Two queries, made when they are first printed."""
    menu = SimpleLazyObject(lambda: list(MenuItem.objects.all()))
    return {
        "site": SimpleLazyObject(Site.load),
        "header_menu": SimpleLazyObject(lambda: [item for item in menu if item.place == MenuItem.Place.HEADER]),
        "footer_menu": SimpleLazyObject(lambda: [item for item in menu if item.place == MenuItem.Place.FOOTER]),
    }
