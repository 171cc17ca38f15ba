"""The entry point that granian (or any WSGI server) loads."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402  from here on there are settings and models

from newsroom.pagecache import courier  # noqa: E402
from newsroom.pagecache.microcache import MicroCache  # noqa: E402
from newsroom.pagecache.wrapper import PageCache  # noqa: E402

if settings.PAGE_CACHE:
    threads = int(os.environ.get("GRANIAN_BLOCKING_THREADS", "4"))  # set by scripts/server.py
    application = MicroCache(PageCache(application, threads))
    # A page from memory must not wait the usual 5 ms whenever another thread renders one.
    sys.setswitchinterval(0.001)
courier.start()
