from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "planning"
    verbose_name = _("Planning")

    def ready(self):
        from newsroom.deskapp import pages

        pages["planning"] = (_("Planning"), "planning:calendar", "articles.view_article")
