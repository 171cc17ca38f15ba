import mimetypes

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImagesConfig(AppConfig):
    name = "images"
    verbose_name = _("Pictures")

    def ready(self):
        # Python knows the two from 3.13 on; without them a storage would serve files of no kind.
        mimetypes.add_type("image/avif", ".avif")
        mimetypes.add_type("image/webp", ".webp")
