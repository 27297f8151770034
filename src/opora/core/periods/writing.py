"""Writing periods for people: in full, for a dense table of one year, and short for a timeline."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import pgettext, pgettext_lazy

from opora.core.periods.period import Period, Precision, Recurring, SchoolYear

_MONTHS = (
    pgettext_lazy("period month", "January"),
    pgettext_lazy("period month", "February"),
    pgettext_lazy("period month", "March"),
    pgettext_lazy("period month", "April"),
    pgettext_lazy("period month", "May"),
    pgettext_lazy("period month", "June"),
    pgettext_lazy("period month", "July"),
    pgettext_lazy("period month", "August"),
    pgettext_lazy("period month", "September"),
    pgettext_lazy("period month", "October"),
    pgettext_lazy("period month", "November"),
    pgettext_lazy("period month", "December"),
)
_OF_MONTHS = (
    pgettext_lazy("period of month", "January"),
    pgettext_lazy("period of month", "February"),
    pgettext_lazy("period of month", "March"),
    pgettext_lazy("period of month", "April"),
    pgettext_lazy("period of month", "May"),
    pgettext_lazy("period of month", "June"),
    pgettext_lazy("period of month", "July"),
    pgettext_lazy("period of month", "August"),
    pgettext_lazy("period of month", "September"),
    pgettext_lazy("period of month", "October"),
    pgettext_lazy("period of month", "November"),
    pgettext_lazy("period of month", "December"),
)
_SHORT_MONTHS = (
    pgettext_lazy("period short month", "Jan"),
    pgettext_lazy("period short month", "Feb"),
    pgettext_lazy("period short month", "Mar"),
    pgettext_lazy("period short month", "Apr"),
    pgettext_lazy("period short month", "May"),
    pgettext_lazy("period short month", "Jun"),
    pgettext_lazy("period short month", "Jul"),
    pgettext_lazy("period short month", "Aug"),
    pgettext_lazy("period short month", "Sep"),
    pgettext_lazy("period short month", "Oct"),
    pgettext_lazy("period short month", "Nov"),
    pgettext_lazy("period short month", "Dec"),
)
_MONTHS_OF_DAYS = (
    pgettext_lazy("period month of a day", "Jan"),
    pgettext_lazy("period month of a day", "Feb"),
    pgettext_lazy("period month of a day", "Mar"),
    pgettext_lazy("period month of a day", "Apr"),
    pgettext_lazy("period month of a day", "May"),
    pgettext_lazy("period month of a day", "Jun"),
    pgettext_lazy("period month of a day", "Jul"),
    pgettext_lazy("period month of a day", "Aug"),
    pgettext_lazy("period month of a day", "Sep"),
    pgettext_lazy("period month of a day", "Oct"),
    pgettext_lazy("period month of a day", "Nov"),
    pgettext_lazy("period month of a day", "Dec"),
)
_RECURRING = {
    Recurring.WEEKLY: pgettext_lazy("period", "weekly"),
    Recurring.MONTHLY: pgettext_lazy("period", "monthly"),
    Recurring.QUARTERLY: pgettext_lazy("period", "quarterly"),
    Recurring.HALF_YEARLY: pgettext_lazy("period", "every half-year"),
    Recurring.YEARLY: pgettext_lazy("period", "yearly"),
}
_ROMAN = ("I", "II", "III", "IV")


class PeriodStyle(StrEnum):
    """FULL names every year; DENSE leaves out the table's own year; SHORT also shortens months."""

    FULL = "full"
    DENSE = "dense"
    SHORT = "short"


def write_period(period: Period, style: PeriodStyle | str = PeriodStyle.FULL, *, year: int | None = None) -> str:
    """A period in the reader's language, without the note about a separate plan (`write_plan`).

    «16.02.2022 – 01.03.2022» and «апрель 2022» in full; «16.02 – 01.03», «апрель – ноябрь» dense, «апр – ноя» short.
    Dense and short leave out `year`, the year of the table; with None they leave out whatever year it is. A single day
    and a span over two years always keep theirs. What `read_periods` makes of the Russian text is the same period.
    """
    style = PeriodStyle(style)
    years = {day.year for day in (period.start, period.end) if day}
    if style is PeriodStyle.FULL or len(years) > 1:
        year = None
    elif year is None and years:
        year = years.pop()
    parts = [part for part in (_days(period, style, year), _returning(period)) if part]
    if parts:
        return ", ".join(parts)
    return write_plan(period) or pgettext("period", "no date")


def write_periods(
    periods: Iterable[Period], style: PeriodStyle | str = PeriodStyle.FULL, *, year: int | None = None
) -> str:
    """Several periods of one deadline: «апрель, август, октябрь»."""
    return ", ".join(dict.fromkeys(write_period(period, style, year=year) for period in periods))


def write_plan(period: Period) -> str:
    """The note that the exact days are left to a separate plan, "" when they are not."""
    return pgettext("period", "by a separate plan") if period.by_plan else ""


def _returning(period: Period) -> str:
    return str(_RECURRING[period.recurring]) if period.recurring else ""


def _days(period: Period, style: PeriodStyle, year: int | None) -> str:
    start, end = period.start, period.end
    if start and end:
        return _span(start, end, period.precision, style, year)
    if end:
        return pgettext("period", "by {day}").format(day=_edge(end, period.precision, year, last=True))
    if start:
        return pgettext("period", "from {day}").format(day=_edge(start, period.precision, year, last=False))
    return ""


def _span(start: dt.date, end: dt.date, precision: Precision, style: PeriodStyle, year: int | None) -> str:
    if precision is Precision.DAY and start == end:
        return _day(start, None)
    whole = _years(start, end) if precision is Precision.YEAR else _school_half(start, end, precision)
    return whole or _named_span(start, end, precision, style, year) or _between(_day(start, year), _day(end, year))


def _named_span(start: dt.date, end: dt.date, precision: Precision, style: PeriodStyle, year: int | None) -> str:
    """Months, quarters or halves by name; "" for days, and for ends that are not those of the unit."""
    first, last = _name(start, precision, style), _name(end, precision, style)
    if not first or not _begins(start, precision) or not _ends(end, precision):
        return ""
    if start.year != end.year:
        return _between(_with_year(first, start, None), _with_year(last, end, None))
    if first == last:
        return _with_year(first, end, year)
    if precision is Precision.MONTH:
        return _with_year(_between(first, last), end, year)
    several = {
        Precision.QUARTER: pgettext("period", "quarters {start} – {end}"),
        Precision.HALF: pgettext("period", "half-years {start} – {end}"),
    }[precision]
    return _with_year(several.format(start=_roman(start, precision), end=_roman(end, precision)), end, year)


def _between(start: str, end: str) -> str:
    return pgettext("period", "{start} – {end}").format(start=start, end=end)


def _edge(day: dt.date, precision: Precision, year: int | None, *, last: bool) -> str:
    """The place after «до» or «с»: a month, quarter, half or year by its name in the genitive."""
    if precision is Precision.YEAR and (whole_year := _edge_of_year(day, last=last)):
        return whole_year
    if precision in {Precision.DAY, Precision.YEAR} or not (_ends if last else _begins)(day, precision):
        return _day(day, None)
    part = {
        Precision.MONTH: str(_OF_MONTHS[day.month - 1]),
        Precision.QUARTER: pgettext("period of", "quarter {roman}"),
        Precision.HALF: pgettext("period of", "half-year {roman}"),
    }[precision].format(roman=_roman(day, precision))
    return _with_year(pgettext("period", "the end of {part}").format(part=part) if last else part, day, year)


def _edge_of_year(day: dt.date, *, last: bool) -> str:
    """The end or the beginning of a calendar or school year, "" for any other day."""
    if last and (day.month, day.day) == (12, 31):
        return pgettext("period", "the end of {year}").format(year=day.year)
    if not last and (day.month, day.day) == (1, 1):
        return pgettext("period", "the beginning of {year}").format(year=day.year)
    if last and day == SchoolYear(day.year - 1).end:
        text = pgettext("period", "the end of the school year {first}/{second}")
        return text.format(first=day.year - 1, second=day.year)
    if not last and day == SchoolYear(day.year).start:
        text = pgettext("period", "the beginning of the school year {first}/{second}")
        return text.format(first=day.year, second=day.year + 1)
    return ""


def _years(start: dt.date, end: dt.date) -> str:
    """Calendar or school years; "" for days that are not theirs."""
    if start == SchoolYear(start.year).start and end == SchoolYear(end.year - 1).end:
        first, last = _school_year(start.year), _school_year(end.year - 1)
        return first if first == last else _between(first, last)
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return ""
    if start.year == end.year:
        return pgettext("period", "the year {year}").format(year=start.year)
    return pgettext("period", "the years {start} – {end}").format(start=start.year, end=end.year)


def _school_year(first: int) -> str:
    return pgettext("period", "the school year {first}/{second}").format(first=first, second=first + 1)


def _school_half(start: dt.date, end: dt.date, precision: Precision) -> str:
    """The half of a school year that these days are, "" when they are none."""
    if precision is not Precision.HALF:
        return ""
    of_year = pgettext("period", "half-year {roman} of the school year {first}/{second}")
    if (start.month, start.day, end.month, end.day) == (9, 1, 12, 31) and start.year == end.year:
        return of_year.format(roman="I", first=start.year, second=start.year + 1)
    if (start.month, start.day, end.month, end.day) == (1, 1, 5, 31) and start.year == end.year:
        return of_year.format(roman="II", first=start.year - 1, second=start.year)
    return ""


def _name(day: dt.date, precision: Precision, style: PeriodStyle) -> str:
    if precision is Precision.MONTH:
        return str((_SHORT_MONTHS if style is PeriodStyle.SHORT else _MONTHS)[day.month - 1])
    if precision is Precision.QUARTER:
        return pgettext("period", "quarter {roman}").format(roman=_roman(day, precision))
    if precision is Precision.HALF:
        return pgettext("period", "half-year {roman}").format(roman=_roman(day, precision))
    return ""


def _roman(day: dt.date, precision: Precision) -> str:
    return _ROMAN[(day.month - 1) // (3 if precision is Precision.QUARTER else 6)]


def _begins(day: dt.date, precision: Precision) -> bool:
    months = {Precision.QUARTER: 3, Precision.HALF: 6}.get(precision, 1)
    return day.day == 1 and (day.month - 1) % months == 0


def _ends(day: dt.date, precision: Precision) -> bool:
    return _begins(day + dt.timedelta(days=1), precision)


def _with_year(name: str, day: dt.date, year: int | None) -> str:
    return name if day.year == year else pgettext("period", "{name} {year}").format(name=name, year=day.year)


def _day(day: dt.date, year: int | None) -> str:
    """«16.02.2022», or «16.02» in its own year; "16 Feb 2022", "16 Feb" in English."""
    text = pgettext("period", "{day} {month}") if day.year == year else pgettext("period", "{day} {month} {year}")
    number = format(day.day, pgettext("period: how the number of a day is formatted", "d"))
    return text.format(day=number, month=_MONTHS_OF_DAYS[day.month - 1], year=day.year)
