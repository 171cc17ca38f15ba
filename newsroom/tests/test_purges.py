"""The table of purges that the processes of a machine share."""

import subprocess
import sys

import pytest
from django.db import transaction

from newsroom import pagecache
from newsroom.models import Purge
from newsroom.pagecache import purging
from newsroom.pagecache.table import CLOCK, EVERYTHING, LSN, SIZE, Table, table


@pytest.fixture
def purges(tmp_path):
    return Table(str(tmp_path / "purges"))


def test_what_was_made_before_a_purge_is_outdated_and_what_is_made_after_it_is_not(purges):
    places, before = purges.places(["story:1", "section:2"]), purges.clock
    purges.bump(["story:1"])
    assert purges.purged_since(places, before)
    assert not purges.purged_since(places, purges.clock)
    assert not purges.purged_since(purges.places(["story:3"]), before)


def test_everything_can_be_purged_at_once(purges):
    places, before = purges.places(["story:1"]), purges.clock
    purges.bump([EVERYTHING])
    assert purges.purged_since(places, before)


BUMP_OFTEN = """
import sys
from newsroom.pagecache.table import Table
for number in range(200):
    Table(sys.argv[1]).bump([f"story:{number}"])
"""


def test_no_purge_of_two_processes_is_lost(purges, tmp_path):
    words = [sys.executable, "-c", BUMP_OFTEN, str(tmp_path / "purges")]
    others = [subprocess.Popen(words) for _ in range(2)]  # noqa: S603  a command of our own
    assert [other.wait() for other in others] == [0, 0]
    assert purges.clock == 400


@pytest.mark.django_db(transaction=True)
def test_a_purge_waits_for_the_commit():
    places, before = table().places(["story:1"]), table().clock
    with transaction.atomic():
        pagecache.purge("story:1")
        assert Purge.objects.count() == 1
        assert table().clock == before
    assert table().purged_since(places, before)
    assert not Purge.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_purges_nothing():
    before = table().clock
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        pagecache.purge("story:1")
        raise ZeroDivisionError
    assert table().clock == before


@pytest.mark.django_db(transaction=True)
def test_a_memo_is_loaded_once_until_its_tag_is_purged():
    loads = []
    memo = pagecache.Memo("site", load=lambda: loads.append(1) or len(loads))
    assert [memo(), memo()] == [1, 1]
    pagecache.purge("story:9")
    assert memo() == 1
    pagecache.purge("site")
    assert memo() == 2


def test_a_table_that_was_set_back_outdates_everything(purges):
    places = purges.places(["story:1"])
    purges.bump(["story:2"])
    made = purges.clock
    purges.words[CLOCK] = 0
    assert purges.purged_since(places, made)


def test_the_table_takes_its_room_on_the_disk_at_once(purges, tmp_path):
    assert (tmp_path / "purges").stat().st_blocks * 512 >= SIZE


def test_the_primarys_position_is_never_set_back_and_noted_late_too(db):
    purging.apply(1, ["story:1"], hard=False, lsn=0)
    purging.apply(1, ["story:1"], hard=False, lsn=999)
    assert table().words[LSN] == 999
    purging.apply(2, ["story:1"], hard=False, lsn=5)
    assert table().words[LSN] == 999
    table().words[LSN] = 0
