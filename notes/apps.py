from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotesConfig(AppConfig):
    name = "notes"
    verbose_name = _("Notes")

    def ready(self):
        from articles.redaction import elsewhere
        from newsroom import log
        from notes import following, redaction

        elsewhere.append(redaction.clear)
        log.listeners.append(following.listen)
