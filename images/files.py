"""The picture files in storage: their names, and their fate when a transaction ends."""

import errno
import logging
import secrets
import weakref

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

FOLDER = "images"

log = logging.getLogger(__name__)


def new_stem():
    """A name nobody can guess or has used, without extension: "images/ab/abcd…"."""
    token = secrets.token_hex(12)
    return f"{FOLDER}/{token[:2]}/{token}"


class Batch:
    """Files written together: all of them stay once the transaction commits, none stays if it rolls back.

    Used as a context manager round the writing and the saving of the row. Outside a transaction, leaving the block is
    the commit.
    """

    def __init__(self):
        self.names = []

    def store(self, name, data):
        """Write bytes under a name that is not taken. Raises ValidationError where storage refuses (disk full …)."""
        self.names.append(name)
        try:
            stored = default_storage.save(name, ContentFile(data))
        except OSError as error:
            log.exception("Could not store %s", name)
            raise ValidationError(_reason(error), code="storage") from error
        if stored != name:
            self.names.append(stored)
        return stored

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if error is not None:
            remove(self.names)
        elif transaction.get_connection().in_atomic_block:
            transaction.on_commit(_Guard(self.names))


class _Guard:
    """An on-commit callback whose loss means a rollback.

    Django tells nobody of a rollback, but it drops the callbacks of that transaction (or savepoint): the guard is then
    collected, and takes the files with it. A process killed before that leaves them to `manage.py sweep_images`.
    """

    def __init__(self, names):
        self.undo = weakref.finalize(self, remove, list(names))

    def __call__(self):
        self.undo.detach()


def remove(names):
    """Delete files now. One that can't be deleted is logged and left to the sweeper."""
    for name in names:
        try:
            default_storage.delete(name)
        except OSError:
            log.exception("Could not delete %s", name)


def remove_on_commit(names):
    transaction.on_commit(lambda: remove(names))


def _reason(error):
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _(
            "There is no room left on the server's disk, so the picture was not saved. Tell whoever runs the site."
        )
    return _("The server could not store the picture. Try again; if it goes on, tell whoever runs the site.")
