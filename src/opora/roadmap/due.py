"""How a programme file writes periods: "2022-02-16..2022-03-01", "2022-04", "2022-Q2", "..2022-03-30", "open"."""

import calendar
import datetime as dt
import re

from django.utils.translation import gettext as _

from opora.core.periods import Period, Precision

_PARTS = re.compile(r"(?P<year>\d{4})(-(?:(?P<month>\d{2})(-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?")


def read_due(text: str) -> Period:
    """The period a text stands for. Raises ValueError with what is wrong."""
    if text == "open":
        return Period(None, None, Precision.OPEN)
    left, dots, right = text.partition("..")
    if not dots:
        return _stretch(text)
    if not left and not right:
        raise ValueError(_("“..” needs a day before or after it; without a deadline write: open"))
    start, end = _stretch(left) if left else None, _stretch(right) if right else None
    first, last = start.start if start else None, end.end if end else None
    if first and last and first > last:
        raise ValueError(_("“%(text)s” ends before it starts") % {"text": text})
    coarsest = max((side.precision for side in (start, end) if side), key=lambda precision: precision.rank)
    return Period(first, last, coarsest)


def write_due(period: Period) -> str:
    """The text that `read_due` reads back as the same days; whole months are written as months."""
    start, end = period.start, period.end
    if start is None and end is None:
        return "open"
    if period.precision is not Precision.DAY and (start is None or start.day == 1) and _ends_month(end):
        sides = [f"{day:%Y-%m}" if day else "" for day in (start, end)]
    else:
        sides = [day.isoformat() if day else "" for day in (start, end)]
    return sides[0] if sides[0] == sides[1] else "..".join(sides)


def _ends_month(day: dt.date | None) -> bool:
    return day is None or day.day == calendar.monthrange(day.year, day.month)[1]


def _stretch(text: str) -> Period:
    """A day, month, quarter, half or year from its first to its last day."""
    match = _PARTS.fullmatch(text)
    if not match:
        form = _(
            "“%(text)s” is not a period; accepted: 2022-02-09, 2022-04, 2022-Q2, 2022-H1, 2022, two with .. between"
        )
        raise ValueError(form % {"text": text})
    year = int(match["year"])
    try:
        if match["day"]:
            day = dt.date(year, int(match["month"]), int(match["day"]))
            return Period(day, day, Precision.DAY)
        if match["month"]:
            return _months(year, int(match["month"]), 1, Precision.MONTH)
        if match["quarter"]:
            return _months(year, 3 * int(match["quarter"]) - 2, 3, Precision.QUARTER)
        if match["half"]:
            return _months(year, 6 * int(match["half"]) - 5, 6, Precision.HALF)
        return _months(year, 1, 12, Precision.YEAR)
    except ValueError:
        raise ValueError(_("there is no such day: %(text)s") % {"text": text}) from None


def _months(year: int, first: int, count: int, precision: Precision) -> Period:
    last = first + count - 1
    return Period(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), precision)
