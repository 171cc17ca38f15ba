"""Finds the files that belong to no picture: left by a killed process, or by a crop that gave way to a newer one."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from images.files import FOLDER, remove
from images.models import Image

ORPHAN_AFTER = timedelta(days=1)  # a younger file may belong to a picture that is being added right now
RETIRED_FOR = timedelta(days=30)  # longer than cached pages, feeds and social cards go on showing an old crop


@dataclass
class Sweep:
    seen: int = 0
    orphans: list = field(default_factory=list)
    retired: list = field(default_factory=list)
    missing: list = field(default_factory=list)


def sweep(*, dry_run=False, at=None, progress=lambda sweep: None):
    """Delete orphans and what retired a while ago, unless `dry_run`; list files that pictures miss. Returns a Sweep.

    Can be stopped anywhere and run again. `progress` is called with the Sweep after each folder.
    """
    at = at or timezone.now()
    found = Sweep()
    _retire(found, at, dry_run)
    for folder in _folders():
        _sweep_folder(f"{FOLDER}/{folder}", found, at, dry_run)
        progress(found)
    return found


def _folders():
    try:
        return sorted(default_storage.listdir(FOLDER)[0])
    except FileNotFoundError:  # no picture yet
        return []


def _retire(found, at, dry_run):
    until = (at - RETIRED_FOR).date()
    for image in Image.objects.exclude(retired=[]).iterator():
        gone = [name for name, day in image.retired if date.fromisoformat(day) < until]
        if not gone:
            continue
        found.retired += gone
        if not dry_run:
            Image.objects.filter(pk=image.pk, retired=image.retired).update(
                retired=[entry for entry in image.retired if entry[0] not in gone]
            )
            remove(gone)


def _sweep_folder(folder, found, at, dry_run):
    there = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    # Asked for after the listing: a picture saved in between is known, and its files are not orphans.
    images = Image.objects.filter(file__startswith=f"{folder}/").only("file", "renditions", "retired")
    known = {name for image in images for name in image.file_names()}
    found.seen += len(there)
    found.missing += sorted(known - there)
    orphans = [name for name in sorted(there - known) if default_storage.get_modified_time(name) < at - ORPHAN_AFTER]
    found.orphans += orphans
    if not dry_run:
        remove(orphans)
