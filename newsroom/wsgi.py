"""The entry point that granian (or any WSGI server) loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()

from newsroom.pagecache import courier  # noqa: E402  it knows the models, so they must be there

courier.start()
