from datetime import UTC, datetime

import pytest

from articles import wallclock


@pytest.fixture(autouse=True)
def berlin(settings):
    settings.TIME_ZONE = "Europe/Berlin"


def utc(*moment):
    return datetime(*moment, tzinfo=UTC)


def test_an_hour_of_an_ordinary_day_is_one_moment():
    assert wallclock.instants(datetime(2027, 1, 31, 9, 0)) == [utc(2027, 1, 31, 8, 0)]


def test_an_hour_that_is_repeated_is_two_moments():
    both = [utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30)]
    assert wallclock.instants(datetime(2026, 10, 25, 2, 30)) == both


def test_an_hour_that_is_skipped_is_none_and_lies_between_two():
    gap = datetime(2027, 3, 28, 2, 30)
    assert wallclock.instants(gap) == []
    assert wallclock.around(gap) == [utc(2027, 3, 28, 0, 30), utc(2027, 3, 28, 1, 30)]


def test_a_zone_that_shifts_by_half_an_hour(settings):
    settings.TIME_ZONE = "Australia/Lord_Howe"
    assert wallclock.instants(datetime(2026, 10, 4, 2, 15)) == []
    assert len(wallclock.instants(datetime(2027, 4, 4, 1, 45))) == 2


@pytest.mark.parametrize(
    ("zone", "words"), [("UTC", "UTC"), ("Europe/Berlin", "UTC+01:00"), ("America/St_Johns", "UTC−03:30")]
)
def test_an_offset_is_written_with_its_sign(settings, zone, words):
    settings.TIME_ZONE = zone
    assert wallclock.offset(utc(2027, 1, 1)) == words


def test_a_moment_in_full_names_its_offset():
    assert wallclock.full(utc(2027, 1, 31, 8, 0)) == "Sunday, 31 January 2027, 09:00 (UTC+01:00)"


def test_what_is_no_moment_with_an_offset_is_none():
    assert wallclock.stored("2027-01-31T09:00:00") is None
    assert wallclock.stored("soon") is None
    assert wallclock.stored("2027-01-31T09:00:00+01:00") == utc(2027, 1, 31, 8, 0)
