from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self):
        post_migrate.connect(grant_roles, sender=self)


def grant_roles(**signal):
    """After `migrate`, so that a site that was there before gets the rights of what is new."""
    from newsroom import roles

    roles.grant()


class DeskConfig(AdminConfig):
    default_site = "newsroom.deskapp.DeskSite"

    def ready(self):
        super().ready()
        autodiscover_modules("panels")
