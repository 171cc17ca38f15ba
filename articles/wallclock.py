"""Times as a clock on the newsroom's wall shows them: read from a form, and written for the desk."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def zone():
    """The site's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def instants(wall):
    """The moments at which the wall's clock shows `wall` (a naive datetime), in UTC, the earlier first.

    One as a rule; two in the hour that is repeated when clocks go back; none in the hour that they skip.
    """
    return [moment for moment in around(wall) if moment.astimezone(zone()).replace(tzinfo=None) == wall]


def around(wall):
    """The moments that the clock means by `wall` going by its offset before a change, and by that after. In UTC.

    UTC, because Python never calls a time of a repeated hour equal to one of another zone (PEP 495).
    """
    return sorted({wall.replace(tzinfo=zone(), fold=fold).astimezone(UTC) for fold in (0, 1)})


def wall(moment):
    """What the wall's clock shows at a moment, as a naive datetime."""
    return moment.astimezone(zone()).replace(tzinfo=None)


def offset(moment):
    """A moment's distance from UTC in the site's zone: UTC, UTC+01:00, UTC−03:30."""
    seconds = int(moment.astimezone(zone()).utcoffset().total_seconds())
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"UTC{'−' if seconds < 0 else '+'}{hours:02d}:{minutes:02d}" if seconds else "UTC"


def now_there():
    """Which clock the desk goes by: “Europe/Berlin time, UTC+01:00; it is 19:22 there now.”"""
    key, now = zone().key, timezone.now().astimezone(zone())
    words = {"zone": key.replace("_", " "), "offset": offset(now), "time": date_format(now, "H:i")}
    if key in ("UTC", "Etc/UTC"):
        return _("UTC; it is %(time)s now.") % words
    return _("%(zone)s time, %(offset)s; it is %(time)s there now.") % words


def short(moment):
    """A moment for a list: 23 Nov, 09:00; with the year where it is another."""
    local = moment.astimezone(zone())
    this_year = local.year == timezone.now().astimezone(zone()).year
    return date_format(local, _("j M, H:i") if this_year else _("j M Y, H:i"))


def brief(moment):
    """A moment for a list, with the zone's offset: 23 Nov, 09:00 UTC+01:00."""
    return f"{short(moment)} {offset(moment)}"


def full(moment):
    """A moment in full: Monday, 23 November 2026, 09:00 (UTC+01:00)."""
    return f"{date_format(moment.astimezone(zone()), _('l, j F Y, H:i'))} ({offset(moment)})"


def stored(text):
    """The moment that `isoformat` wrote as `text`, in UTC, or None."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
