"""How machines tell each other what has changed: a stream in Redis (or Valkey), at settings.PURGE_BUS.

Each machine's courier writes there, in batches, the purges that it carries, and reads what the others write. Whoever
can't read does not know what has changed, so until it can again it purges everything every two seconds.
"""

import json
import logging
import time

from django.conf import settings
from django.db import close_old_connections
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from newsroom import replica
from newsroom.pagecache.purging import apply, apply_everything

STREAM = "newsroom:purges"
KEPT = 10_000  # messages
LISTEN = 0.5  # seconds that one look into the stream lasts when nothing comes
TIMEOUT = 1.0  # seconds
WITHOUT = 2.0  # seconds between two purges of everything while the bus is away

log = logging.getLogger(__name__)


class Gone(Exception):
    """The stream no longer holds what was read last, so it may have lost what came after, too."""


def connect():
    """A client that gives up soon and tries nothing twice."""
    options = {"socket_timeout": TIMEOUT, "socket_connect_timeout": TIMEOUT / 2, "retry": Retry(NoBackoff(), 0)}
    return Redis.from_url(settings.PURGE_BUS, decode_responses=True, protocol=2, **options)


def send(redis, purges):
    """Tell the other machines of Purges, in one message. Returns its id. Raises RedisError."""
    rows = [[purge.pk, purge.tags, purge.hard] for purge in purges]
    message = json.dumps({"purges": rows, "lsn": replica.written()})
    return redis.xadd(STREAM, {"message": message}, maxlen=KEPT, approximate=True)


def listen():
    """Purge this machine's pages as the other machines say, for ever."""
    redis, last, reached = connect(), None, True
    while True:
        began = time.monotonic()
        try:
            # Before the first look, and after each trouble: what came until now is covered by purging everything, and
            # what comes from now on comes after a message of our own.
            last = hear(redis, last) if last else begin(redis)
            if not reached:
                log.info("The purges of other machines are heard again.")
            reached = True
        except Gone:
            last = None
        except Exception as error:  # whatever it is, pages that others have changed must not stay
            if reached:
                log.warning("Redis is away, so all pages are made anew every %s s: %s", WITHOUT, error)
            last, reached = None, False
            apply_everything()
            time.sleep(max(0.0, WITHOUT - (time.monotonic() - began)))
        finally:
            close_old_connections()  # of replica.written()


def begin(redis):
    """Leave a mark in the stream and purge everything that may have changed before it. Returns the mark's id."""
    mark = send(redis, [])
    apply_everything(replica.written())
    return mark


def hear(redis, last):
    """Carry out what came after the message `last`. Returns the id of the new last one. Raises RedisError and Gone."""
    streams = redis.xread({STREAM: last}, block=int(LISTEN * 1000))
    messages = streams[0][1] if streams else []
    for _number, fields in messages:
        message = json.loads(fields["message"])
        for number, tags, hard in message["purges"]:
            apply(number, tags, hard, message["lsn"])
    if not redis.xrange(STREAM, last, last):  # flushed, restarted empty, or trimmed since
        raise Gone
    return messages[-1][0] if messages else last
