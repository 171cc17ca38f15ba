"""Moments in the desk's pages: on the site's clock, with its offset, and by a script on the person's own."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import wallclock


def tell(moment, words="%(at)s"):
    """A moment as HTML, in a sentence if need be. static/js/desk/clocks.js adds what the clock of the person shows."""
    local = moment.astimezone(wallclock.zone())
    html = '<time datetime="{}" data-moment="{}">{}</time>'
    return format_html(html, local.isoformat(), _("({time} for you)"), words % {"at": wallclock.brief(moment)})
