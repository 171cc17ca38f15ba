from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self):
        from articles import checkups, concerned, moments, pictures, redaction, rules
        from images import library
        from newsroom import log
        from newsroom.notices.guards import guards
        from newsroom.pagecache import deadlines, turns

        library.finders.append(pictures.showing)
        deadlines.append(moments.coming)
        turns.append(moments.passed)
        log.listeners.append(concerned.listen)
        log.listeners.append(checkups.listen)
        redaction.elsewhere.append(concerned.forget)
        guards["articles.article"] = rules.openable
