"""Time zones written out for a calendar file, so that a program without a table of zones shows the right hour."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

STEP = dt.timedelta(hours=6)
"""How closely changes of the clock are looked for: no zone ever changed twice within so short a time."""
SECOND = dt.timedelta(seconds=1)


class Rule(NamedTuple):
    """What a zone says at a moment."""

    offset: dt.timedelta
    summer: bool
    name: str


def written_zone(name: str, first: dt.datetime, last: dt.datetime) -> Iterator[str]:
    """The lines of a VTIMEZONE with every change of the clock in the years of `first` to `last` (aware).

    The rule in force when the first year begins stands as of that moment.
    """
    zone = ZoneInfo(name)
    begin = dt.datetime(first.astimezone(zone).year, 1, 1, tzinfo=zone).astimezone(dt.UTC)
    end = dt.datetime(last.astimezone(zone).year + 1, 1, 1, tzinfo=zone).astimezone(dt.UTC)
    rule = _rule(zone, begin)
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{name}"
    yield from _observance(begin, rule, rule)
    for moment in _changes(zone, begin, end):
        before, rule = rule, _rule(zone, moment)
        yield from _observance(moment, before, rule)
    yield "END:VTIMEZONE"


def _changes(zone: ZoneInfo, begin: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """The first second of every new rule."""
    known = begin
    while known < end:
        later = min(known + STEP, end)
        if _rule(zone, later) != _rule(zone, known):
            later = _first_second(zone, known, later)
            yield later
        known = later


def _first_second(zone: ZoneInfo, before: dt.datetime, after: dt.datetime) -> dt.datetime:
    old = _rule(zone, before)
    while after - before > SECOND:
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        before, after = (middle, after) if _rule(zone, middle) == old else (before, middle)
    return after


def _rule(zone: ZoneInfo, moment: dt.datetime) -> Rule:
    local = moment.astimezone(zone)
    return Rule(local.utcoffset() or dt.timedelta(), bool(local.dst()), local.tzname() or "")


def _observance(moment: dt.datetime, before: Rule, rule: Rule) -> Iterator[str]:
    """One rule; it starts at the hour that the clock showed before."""
    part = "DAYLIGHT" if rule.summer else "STANDARD"
    yield f"BEGIN:{part}"
    yield f"DTSTART:{(moment + before.offset):%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_offset(before.offset)}"
    yield f"TZOFFSETTO:{_offset(rule.offset)}"
    yield f"TZNAME:{rule.name}"
    yield f"END:{part}"


def _offset(offset: dt.timedelta) -> str:
    """ "+0700"; with seconds where a zone of long ago has them."""
    seconds = round(offset.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}{minutes % 60:02}" + (f"{rest:02}" if rest else "")
