"""Pictures in an S3-compatible bucket. Needs requirements-s3.txt; docs/scaling.md says how to set it up."""

import errno

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

PATIENCE = {"connect_timeout": 3, "read_timeout": 20, "retries": {"max_attempts": 2}}


class Bucket(S3Storage):
    """The bucket S3_BUCKET, which readers reach under MEDIA_URL. A bucket that fails raises OSError, as a disk does.

    The keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from where boto looks for them otherwise.
    """

    def __init__(self, **options):
        scheme, host = settings.MEDIA_URL.rstrip("/").split("//", 1)
        ours = {
            "url_protocol": scheme,
            "custom_domain": host,
            "querystring_auth": False,
            "file_overwrite": False,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
            "client_config": Config(**PATIENCE),
        }
        super().__init__(**ours | options)


def _as_a_disk(name):
    inherited = getattr(S3Storage, name)

    def method(self, *args, **kwargs):
        try:
            return inherited(self, *args, **kwargs)
        except (BotoCoreError, ClientError) as error:
            raise OSError(errno.EIO, f"The bucket failed: {error}") from error

    return method


for name in ("_open", "_save", "delete", "exists", "listdir", "size", "get_modified_time"):
    setattr(Bucket, name, _as_a_disk(name))
