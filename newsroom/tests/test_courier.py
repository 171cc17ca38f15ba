"""What the courier does on one machine. Several of them, and Redis, are in tests/test_machines.py."""

import pytest
from django.db import OperationalError, transaction

from newsroom import pagecache
from newsroom.models import Purge
from newsroom.pagecache import courier, outbox, purging
from newsroom.pagecache.table import table

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def undelivered(monkeypatch):
    """A purge whose process died between the commit and the delivery."""
    with monkeypatch.context() as patch, transaction.atomic():
        patch.setattr(purging, "deliver", lambda purge: None)
        pagecache.purge("story:1", hard=True)
        transaction.on_commit(lambda: None)
    return Purge.objects.get()


def outdated(tag, before):
    return table().purged_since(table().places([tag])[1:], before)


def test_what_nobody_delivered_is_carried_out(undelivered):
    before = table().clock
    courier.ToMachines()()
    assert outdated("story:1", before)
    assert outdated("!story:1", before)
    assert not Purge.objects.exists()


def test_what_this_machine_has_carried_out_is_not_done_twice(undelivered):
    purging.apply(undelivered.pk, undelivered.tags, undelivered.hard, lsn=0)
    before = table().clock
    courier.ToMachines()()
    assert table().clock == before
    assert not Purge.objects.exists()


def test_too_many_at_once_are_everything(undelivered, monkeypatch):
    monkeypatch.setattr(outbox, "MOST", 1)
    before = table().clock
    courier.ToMachines()()
    assert table().purged_since(table().places([]), before)


def test_a_publish_stands_when_its_purge_fails(monkeypatch):
    def fail(purge):
        raise OSError("no such device")

    monkeypatch.setattr(purging, "deliver", fail)
    with transaction.atomic():
        pagecache.purge("story:1")
    assert Purge.objects.count() == 1


def test_a_database_that_is_away_is_told_of_once_and_tried_again(monkeypatch, caplog):
    class Stop(BaseException):
        pass

    tries, naps = [], []

    def errand():
        tries.append(1)
        if len(tries) == 6:
            raise Stop
        if len(tries) < 5:
            raise OperationalError("the server closed the connection")

    monkeypatch.setattr(courier.time, "sleep", naps.append)
    monkeypatch.setattr(courier, "nap", lambda clock: naps.append("nap"))
    with pytest.raises(Stop):
        courier.rounds(errand, longest=5, hurry=False)
    assert naps == [1, 2, 4, 5, "nap"]
    assert len(caplog.records) == 1


def test_a_look_into_an_empty_outbox_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        courier.ToMachines()()
