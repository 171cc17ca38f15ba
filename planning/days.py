"""Days, weeks and months on the site's clock, as addresses name them: 2026-11-23, 2026-W48, 2026-11."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from django.utils import timezone

from articles.wallclock import zone

YEARS = range(1990, 2200)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """Whole days from `first` to `last`, which belong to it both, with the names of it and its neighbours."""

    first: date
    last: date
    name: str
    before: str
    after: str
    month: int = 0  # of a month's page, which shows whole weeks: which days are not from its neighbours

    @property
    def begin(self):
        """The moment at which it begins."""
        return begin_of(self.first)

    @property
    def end(self):
        """The moment at which the day after it begins."""
        return begin_of(self.last + timedelta(days=1))

    @property
    def days(self):
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def begin_of(day):
    """The moment at which a day begins on the site's clock."""
    return datetime.combine(day, time_of_day(), zone())


def day_of(moment):
    """The day that the site's clock shows at a moment."""
    return moment.astimezone(zone()).date()


def today():
    return day_of(timezone.now())


def month_of(text):
    """The Span of the weeks of a month like “2026-11”. Raises ValueError for what is none."""
    if not re.fullmatch(r"\d{4}-\d{2}", text):
        raise ValueError(text)
    first = _known(date.fromisoformat(f"{text}-01"))
    after = (first + timedelta(days=31)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    last = after - timedelta(days=1)
    monday, sunday = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    return Span(monday, sunday, month_name(first), month_name(before), month_name(after), first.month)


def week_of(text):
    """The Span of a week like “2026-W48”, by ISO 8601. Raises ValueError for what is none."""
    if not re.fullmatch(r"\d{4}-W\d{2}", text):
        raise ValueError(text)
    monday = _known(date.fromisoformat(f"{text}-1"))
    return Span(monday, monday + timedelta(days=6), text, week_name(monday - WEEK), week_name(monday + WEEK))


def days_from(text, number):
    """The Span of so many days from one like “2026-11-23”. Raises ValueError for what is none."""
    first = day_named(text)
    step = timedelta(days=number)
    return Span(first, first + step - timedelta(days=1), text, str(first - step), str(first + step))


def day_named(text):
    """The day of a text like “2026-11-23”. Raises ValueError for what is none."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(text)
    return _known(date.fromisoformat(text))


def month_name(day):
    return f"{day:%Y-%m}"


def week_name(day):
    return "{}-W{:02d}".format(*day.isocalendar())


def _known(day):
    if day.year not in YEARS:
        raise ValueError(day)
    return day
