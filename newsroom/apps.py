from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.module_loading import autodiscover_modules


class NewsroomConfig(AppConfig):
    name = "newsroom"


class DeskConfig(AdminConfig):
    default_site = "newsroom.deskapp.DeskSite"

    def ready(self):
        super().ready()
        autodiscover_modules("panels")
