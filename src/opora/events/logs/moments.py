"""Moments and durations as services and people write them. What cannot be read is None: unknown, never zero."""

import datetime as dt
import re
from collections.abc import Iterable

from opora.events.logs.records import UNDATED

_TIME = re.compile(
    r"(?<![\d.])(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?!\d)\s*(?P<half>[apа]\.?[mм]\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?:(?P<utc>z|utc|gmt)\b)?\s*(?P<offset>[+-]\d{2}:?\d{2}|[+-]\d{1,2})?(?:\s|\)|$)", re.IGNORECASE)
_ISO = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})")
_NUMBERED = re.compile(r"(?<!\d)(?P<first>\d{1,2})(?P<sign>[./-])(?P<second>\d{1,2})[./-](?P<year>\d{4}|\d{2})(?!\d)")
_DAY_WORD = re.compile(r"(?P<day>\d{1,2})\s+(?P<word>[a-zа-я]{3})[a-zа-я]*\.?,?\s+(?P<year>\d{4})")
_WORD_DAY = re.compile(r"(?P<word>[a-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})")
_MONTHS = {
    name: number
    for names in (
        "янв фев мар апр мая июн июл авг сен окт ноя дек",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "_ _ _ _ май _ _ _ _ _ _ _",
    )
    for number, name in enumerate(names.split(), 1)
}
_HOUR_OF_HALF_DAY = 12
_CENTURY = 2000


def month_first(cells: Iterable[str]) -> bool:
    """Whether days of a file are written 3/14/2022: some day says so, or none contradicts and hours have AM or PM."""
    halves = False
    for cell in cells:
        found = _NUMBERED.search(cell)
        if found and found["sign"] == "/":
            if int(found["first"]) > _HOUR_OF_HALF_DAY:
                return False
            if int(found["second"]) > _HOUR_OF_HALF_DAY:
                return True
            halves = halves or bool(re.search(r"\d\s*[ap]\.?m", cell, re.IGNORECASE))
    return halves


def moment(cell: str, *, month_first: bool = False) -> dt.datetime | None:
    """A moment, with a zone where one is written; of a time alone the day is `UNDATED`."""
    text = cell.casefold().strip()
    spelt, rest = _day(text, month_first=month_first)
    time = _time(rest)
    if time is None:
        return None
    clock, after = time
    return dt.datetime.combine(spelt or UNDATED, clock, _zone(after))


def day(cell: str, *, month_first: bool = False) -> dt.date | None:
    """A day."""
    return _day(cell.casefold(), month_first=month_first)[0]


def _day(text: str, *, month_first: bool) -> tuple[dt.date | None, str]:
    for form in (_ISO, _NUMBERED, _DAY_WORD, _WORD_DAY):
        if found := form.search(text):
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return _made(found, month_first=month_first), re.sub(r"(?<=\s)t(?=\d)", "", rest)
    return None, text


def _made(found: re.Match[str], *, month_first: bool) -> dt.date | None:
    given = found.groupdict()
    year = int(given["year"]) + (_CENTURY if len(given["year"]) == len("22") else 0)
    if "word" in given:
        month, number = _MONTHS.get(given["word"], 0), int(given["day"])
    elif "first" in given:
        month, number = int(given["second"]), int(given["first"])
        if month_first and given["sign"] == "/":
            month, number = number, month
    else:
        month, number = int(given["month"]), int(given["day"])
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def _time(text: str) -> tuple[dt.time, str] | None:
    found = _TIME.search(text)
    if not found:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % _HOUR_OF_HALF_DAY + (_HOUR_OF_HALF_DAY if found["half"][0] == "p" else 0)
    try:
        return dt.time(hour, int(found["minute"]), int(found["second"] or 0)), text[found.end() :]
    except ValueError:
        return None


def _zone(after: str) -> dt.tzinfo | None:
    found = _ZONE.match(after.strip(" ("))
    if not found or not (found["utc"] or found["offset"]):
        return None
    offset = (found["offset"] or "+00:00").replace(":", "")
    sign = -1 if offset[0] == "-" else 1
    hours, minutes = int(offset[1:3]), int(offset[3:5] or 0)
    try:
        return dt.timezone(sign * dt.timedelta(hours=hours, minutes=minutes))
    except ValueError:
        return None


MINUTE, HOUR, SECOND = 60, 3600, 1
_UNITS = (
    (HOUR, re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:ч|час\w*|h|hrs?|hours?)(?![a-zа-я])\.?")),
    (MINUTE, re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:м|мин\w*|m|mins?|minutes?)(?![a-zа-я])\.?")),
    (SECOND, re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:с|сек\w*|s|secs?|seconds?)(?![a-zа-я])\.?")),
)
_ISO_DURATION = re.compile(r"pt(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(?:[.,]\d+)?s)?")
_CLOCK = re.compile(r"(?:(?P<days>\d+)\s*(?:days?|д\w*)\.?,?\s*)?(\d+):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LONGEST = 24 * HOUR
_LONG_IN_HOURS = 12


class Durations:
    """Reads the cells of one column, for whose numbers alone do not say what they count.

    `unit` is the seconds of what the heading names, 0 when it names nothing. "1:30" are hours and minutes, unless some
    cell of the column would then be longer than half a day.
    """

    def __init__(self, cells: Iterable[str], unit: int = 0) -> None:
        given = [cell.casefold().strip() for cell in cells]
        numbers = [_number(cell) for cell in given if _NUMBER.fullmatch(cell)]
        self._unit = unit or (SECOND if max(numbers, default=0) > _LONGEST / MINUTE else MINUTE)
        pairs = [found for cell in given if (found := _CLOCK.fullmatch(cell)) and not found[4]]
        self._minutes_first = any(int(found[2]) > _LONG_IN_HOURS for found in pairs)

    def seconds(self, cell: str) -> int | None:
        """A duration in seconds; None when it cannot be read, or is longer than a day can be told by."""
        text = cell.casefold().strip()
        read = self._clock(text)
        if read is None and _NUMBER.fullmatch(text):
            read = int(_number(text) * self._unit)
        return read if read is not None else _spelt(text)

    def _clock(self, text: str) -> int | None:
        found = _CLOCK.fullmatch(text)
        if not found:
            return None
        first, second, third = int(found[2]), int(found[3]), found[4]
        if third is None and self._minutes_first:
            return first * MINUTE + second
        return int(found["days"] or 0) * _LONGEST + first * HOUR + second * MINUTE + int(third or 0)


def _spelt(text: str) -> int | None:
    if (found := _ISO_DURATION.fullmatch(text)) and any(found.groups()):
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return hours * HOUR + minutes * MINUTE + seconds
    parts = [(unit, found) for unit, form in _UNITS if (found := form.search(text))]
    if not parts:
        return None
    return int(sum(_number(found[1]) * unit for unit, found in parts))


def _number(text: str) -> float:
    return float(text.replace(",", "."))
