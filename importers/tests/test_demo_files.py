"""The demo's files, as they lie there: what would only be noticed when it is filled, or when somebody reads it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from PIL import Image as Picture
from PIL import ImageChops

from images import alttext
from importers.demo import draw, files, load
from importers.demo.timeline import Timeline, standing_at


def test_every_picture_says_what_it_shows_and_is_drawn():
    words = load.picture_words()
    assert {name for name in words if name not in draw.PICTURES} == {row["slug"] for row in files.table("authors")}
    for said in words.values():
        alttext.check(said["alt"])


def test_a_picture_is_the_same_each_time_and_no_two_are_alike():
    assert draw.encoded("open-chip", 160) == draw.encoded("open-chip", 160)
    small = [draw.picture(name, 160) for name in draw.PICTURES]
    assert {picture.size for picture in small} == {(160, 90)}
    for n, one in enumerate(small):
        for other in small[n + 1 :]:
            difference = ImageChops.difference(one, other).convert("L").resize((1, 1), Picture.Resampling.BOX)
            assert difference.getpixel((0, 0)) > 12


@pytest.mark.parametrize("hour", [0, 3, 9, 14, 23])
def test_the_files_times_end_an_hour_ago_at_whatever_hour_it_is_filled(hour):
    now = datetime(2031, 3, 2, hour, 20, tzinfo=UTC)
    timeline = Timeline("2026-11-20 14:40", now)
    assert timeline.moment("2026-11-20 14:40") == now - timedelta(hours=1)
    assert timeline.moment("2026-11-20 07:30") < timeline.moment("2026-11-20 11:15") < now
    earlier = timeline.moment("2026-09-11 08:00")
    assert (earlier.hour, earlier.minute) == (8, 0)
    assert timeline.moment("2026-11-19 23:59") < now < timeline.moment("2026-11-21 09:00")


def test_the_clock_goes_right_again_after_an_accident():
    real = timezone.now
    with pytest.raises(ZeroDivisionError), standing_at(datetime(2001, 1, 1, tzinfo=UTC)):
        assert timezone.now().year == 2001
        raise ZeroDivisionError
    assert timezone.now is real
