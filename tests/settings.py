"""The site's own settings as the tests need them: nothing from the developer's shell but which database to use."""

import os

SETTINGS = """
    ALLOWED_HOSTS CACHE_URL CDN_PURGE_HEADERS CDN_PURGE_METHOD CDN_PURGE_URL DATABASE_REPLICA_URL EMAIL_URL HOST
    MEDIA_ROOT MEDIA_URL PAGE_CACHE PAGE_CACHE_MB PORT PURGE_TABLE S3_BUCKET S3_ENDPOINT_URL S3_REGION
    SECRET_KEY_FALLBACKS SITE_NAME SITE_URL TIME_ZONE TRUSTED_PROXIES
"""
for name in SETTINGS.split():
    os.environ.pop(name, None)
os.environ["DEBUG"] = "0"
os.environ["SECRET_KEY"] = "used-by-the-tests-and-by-nothing-else"

# Playwright keeps an event loop in the tests' thread, and Django would take every query for one from async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
