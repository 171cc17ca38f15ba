"""Pictures in an S3-compatible bucket: a real server of that protocol, in this process."""

from datetime import timedelta
from urllib.request import Request, urlopen

import boto3
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.tests.factories import make_image
from images.models import Image
from images.sweep import sweep
from images.tests.factories import made

BUCKET = "pictures"


@pytest.fixture
def bucket(settings, monkeypatch):
    """The name of an empty bucket that everybody may read, which the site keeps its pictures in."""
    moto_server = pytest.importorskip("moto.server")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    urlopen(Request(f"{endpoint}/moto-api/reset", method="POST")).close()  # noqa: S310  it outlives a server
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET, ACL="public-read")
    settings.MEDIA_URL = f"{endpoint}/{BUCKET}/"
    options = {"bucket_name": BUCKET, "endpoint_url": endpoint, "region_name": "us-east-1"}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "newsroom.s3.Bucket", "OPTIONS": options}}
    yield client
    server.stop()


def keys(client):
    return {each["Key"] for each in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])}


def test_a_picture_and_its_renditions_are_kept_in_the_bucket_and_readers_get_them_there(bucket, db):
    image = made(make_image(1200, 800))
    assert keys(bucket) == set(image.file_names())
    with urlopen(image.rendition("w480", "avif")["url"]) as answer:  # noqa: S310  the bucket of this test
        assert answer.headers["Content-Type"] == "image/avif"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.read(4)


def test_a_picture_that_is_deleted_leaves_the_bucket(bucket, db, django_capture_on_commit_callbacks):
    image = make_image()
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert keys(bucket) == set()


def test_the_sweep_removes_what_no_picture_has(bucket, db):
    make_image()
    bucket.put_object(Bucket=BUCKET, Key="images/ab/orphan.webp", Body=b"x")
    before = keys(bucket)
    sweep(at=timezone.now() + timedelta(days=2))
    assert before - keys(bucket) == {"images/ab/orphan.webp"}


def test_a_bucket_that_fails_gives_a_sentence_and_keeps_no_row(bucket, db):
    bucket.delete_bucket(Bucket=BUCKET)
    with pytest.raises(ValidationError, match="could not store"):
        make_image()
    assert not Image.objects.exists()
