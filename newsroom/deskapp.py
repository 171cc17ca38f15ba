"""The desk: Django's admin under our name. Apps register with it by @admin.register as usual."""

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class DeskSite(AdminSite):
    site_header = site_title = _("The desk")
    index_title = _("Today")
    enable_nav_sidebar = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Signing in goes through allauth, whose rate limits then guard the desk too.
        self.login = secure_admin_login(self.login)
