"""Quiet hours: when nobody is written to. Saturdays and Sundays are known, holidays of the calendar are not."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

SATURDAY = 5


def wait_until(moment: dt.datetime, time_zone: str) -> dt.datetime | None:
    """When the quiet that holds at a moment is over in a time zone; None when it is not quiet then.

    The hours of the settings begin and end on the clock of the place; equal ones mean that no hour is quiet.
    """
    begins, ends = settings.OUTBOX_QUIET_HOURS
    zone = ZoneInfo(time_zone)
    local = moment.astimezone(zone)
    until = local
    while _at_rest(until.date()):
        until = dt.datetime.combine(until.date() + dt.timedelta(days=1), dt.time.min, zone)
    if _between(until.time(), begins, ends):
        day = until.date() if until.time() < ends else until.date() + dt.timedelta(days=1)
        while _at_rest(day):
            day += dt.timedelta(days=1)
        until = dt.datetime.combine(day, ends, zone)
    return None if until == local else until.astimezone(dt.UTC)


def _at_rest(day: dt.date) -> bool:
    return settings.OUTBOX_QUIET_WEEKENDS and day.weekday() >= SATURDAY


def _between(time: dt.time, begins: dt.time, ends: dt.time) -> bool:
    """Whether a time of the day lies in hours that may run over midnight."""
    return begins <= time < ends if begins <= ends else time >= begins or time < ends
