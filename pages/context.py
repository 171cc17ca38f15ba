from django.utils.functional import SimpleLazyObject

from pages.known import frame


def masthead(request):
    """For every template: `site`, `header_menu` and `footer_menu`. No query unless they are printed."""
    known = SimpleLazyObject(frame)
    site = SimpleLazyObject(lambda: known.site)
    return {
        "site": site,
        "publication": site,  # where allauth's pages put something else under the first name
        "header_menu": SimpleLazyObject(lambda: known.header),
        "footer_menu": SimpleLazyObject(lambda: known.footer),
    }
