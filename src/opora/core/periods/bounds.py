"""The first and last day of a mark on the calendar."""

import calendar
import datetime as dt
from dataclasses import replace

from django.utils.translation import pgettext

from opora.core.periods.period import Precision, SchoolYear
from opora.core.periods.tokens import Mark, Unit

Bounds = tuple[dt.date, dt.date, Precision]
_MONTHS = {
    Unit.MONTH: (1, Precision.MONTH),
    Unit.QUARTER: (3, Precision.QUARTER),
    Unit.HALF: (6, Precision.HALF),
    Unit.YEAR: (12, Precision.YEAR),
}
_PARTS = {
    (Unit.DECADE, 1): (1, 10),
    (Unit.DECADE, 2): (11, 20),
    (Unit.DECADE, 3): (21, 31),
    (Unit.FORTNIGHT, 1): (1, 15),
    (Unit.FORTNIGHT, 2): (16, 31),
}


class MarkError(ValueError):
    """A mark that no calendar has; the message says which."""


def bounds(mark: Mark) -> Bounds:
    """First day, last day and precision. Raises MarkError: no month, no year, no such day."""
    if mark.unit is None:
        raise MarkError(pgettext("period", "“{text}” is a number without a month.").format(text=mark.text))
    if not mark.dated:
        raise MarkError(pgettext("period", "“{text}” has no year, and the title names none.").format(text=mark.text))
    try:
        return _school(mark, SchoolYear(mark.school)) if mark.school is not None else _of(mark, mark.unit)
    except (ValueError, KeyError) as error:
        raise MarkError(pgettext("period", "There is no such day as “{text}”.").format(text=mark.text)) from error


def _of(mark: Mark, unit: Unit) -> Bounds:
    year, number = mark.year or 0, mark.number or 0
    if unit is Unit.DAY:
        day = dt.date(year, mark.month or 0, number)
        return day, day, Precision.DAY
    if unit in {Unit.DECADE, Unit.FORTNIGHT}:
        first, last = _PARTS[unit, number]
        start, end = _months(year, mark.month or 0, 1)
        return start.replace(day=first), end.replace(day=min(last, end.day)), Precision.DAY
    count, precision = _MONTHS[unit]
    first_month = {Unit.MONTH: mark.month or 0, Unit.YEAR: 1}.get(unit, count * (number - 1) + 1)
    return *_months(year, first_month, count), precision


def _school(mark: Mark, year: SchoolYear) -> Bounds:
    """The halves of a school year are September–December and January–May; other parts are those of the calendar."""
    if mark.unit is Unit.YEAR:
        return year.start, year.end, Precision.YEAR
    if mark.unit is Unit.HALF and mark.number == 1:
        return year.start, dt.date(year.first, 12, 31), Precision.HALF
    if mark.unit is Unit.HALF and mark.number == 2:
        return dt.date(year.first + 1, 1, 1), year.end, Precision.HALF
    month = mark.month or 3 * (mark.number or 0) - 2
    return bounds(replace(mark, school=None, year=year.year_of(month)))


def _months(year: int, month: int, count: int) -> tuple[dt.date, dt.date]:
    last = month + count - 1
    return dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
