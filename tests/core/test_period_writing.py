"""Deadlines written for people, and read back: what a page shows means the period it was made from."""

import datetime as dt

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from opora.core.periods import (
    Period,
    PeriodStyle,
    Precision,
    Recurring,
    SchoolYear,
    read_periods,
    write_period,
    write_periods,
    write_plan,
)
from tests.core.test_periods import YEARS, period


@pytest.mark.parametrize(
    ("days", "full", "dense", "short", "english"),
    [
        ("2022-03-30..2022-03-30 day", "30.03.2022", "30.03.2022", "30.03.2022", "30 Mar 2022"),
        (
            "2022-02-16..2022-03-01 day",
            "16.02.2022 – 01.03.2022",
            "16.02 – 01.03",
            "16.02 – 01.03",
            "16 Feb 2022 – 1 Mar 2022",
        ),
        ("2022-04-01..2022-04-30 month", "апрель 2022", "апрель", "апр", "April 2022"),
        ("2022-03-01..2022-12-31 month", "март – декабрь 2022", "март – декабрь", "мар – дек", "March – December 2022"),
        (
            "2022-04-01..2022-11-30 month",
            "апрель – ноябрь 2022",
            "апрель – ноябрь",
            "апр – ноя",
            "April – November 2022",
        ),
        (
            "2021-12-01..2022-02-28 month",
            "декабрь 2021 – февраль 2022",
            "декабрь 2021 – февраль 2022",
            "дек 2021 – фев 2022",
            "December 2021 – February 2022",
        ),
        ("..2022-03-30 day", "до 30.03.2022", "до 30.03.2022", "до 30.03.2022", "by 30 Mar 2022"),
        ("2022-09-01.. day", "с 01.09.2022", "с 01.09.2022", "с 01.09.2022", "from 1 Sep 2022"),
        (
            "..2022-04-30 month",
            "до конца апреля 2022",
            "до конца апреля",
            "до конца апреля",
            "by the end of April 2022",
        ),
        ("2022-01-01..2022-03-31 quarter", "I квартал 2022", "I квартал", "I квартал", "quarter I 2022"),
        (
            "2022-01-01..2022-09-30 quarter",
            "I – III квартал 2022",
            "I – III квартал",
            "I – III квартал",
            "quarters I – III 2022",
        ),
        ("2022-07-01..2022-12-31 half", "II полугодие 2022", "II полугодие", "II полугодие", "half-year II 2022"),
        ("2022-01-01..2022-12-31 year", "2022 год", "2022 год", "2022 год", "the year 2022"),
        (
            "2022-09-01..2023-05-31 year",
            "2022/2023 учебный год",
            "2022/2023 учебный год",
            "2022/2023 учебный год",
            "the school year 2022/2023",
        ),
        (".. open monthly", "ежемесячно", "ежемесячно", "ежемесячно", "monthly"),
        (".. open plan", "по отд. плану", "по отд. плану", "по отд. плану", "by a separate plan"),
        (".. open", "без даты", "без даты", "без даты", "no date"),
    ],
)
def test_writing(days: str, full: str, dense: str, short: str, english: str) -> None:
    with translation.override("ru"):
        assert write_period(period(days)) == full
        assert write_period(period(days), PeriodStyle.DENSE, year=2022) == dense
        assert write_period(period(days), "short", year=2022) == short
    with translation.override("en"):
        assert write_period(period(days)) == english


def test_a_year_that_is_not_the_tables_is_written() -> None:
    with translation.override("ru"):
        assert write_period(period("2021-12-15..2022-01-20 day"), "dense", year=2022) == "15.12.2021 – 20.01.2022"
        assert write_period(period("2021-04-01..2021-04-30 month"), "dense", year=2022) == "апрель 2021"


def test_several_periods_are_written_as_a_list() -> None:
    months = [period(f"2022-{month}-01..2022-{month}-{last} month plan") for month, last in (("04", 30), ("08", 31))]
    with translation.override("ru"):
        assert write_periods(months, "dense", year=2022) == "апрель, август"
        assert write_plan(months[0]) == "по отд. плану"
        assert write_plan(period("2022-03-30..2022-03-30 day")) == ""


@pytest.mark.parametrize(
    ("start", "end", "precision"),
    [
        (dt.date(2022, 3, 2), dt.date(2022, 3, 1), Precision.DAY),
        (None, None, Precision.DAY),
        (dt.date(2022, 3, 1), None, Precision.OPEN),
    ],
)
def test_what_no_text_can_mean_is_refused(start: dt.date | None, end: dt.date | None, precision: Precision) -> None:
    with pytest.raises(ValueError, match="period"):
        Period(start, end, precision)


def test_json_of_a_period() -> None:
    assert period("..2022-03-30 day yearly plan").as_json() == {
        "start": None,
        "end": "2022-03-30",
        "precision": "day",
        "recurring": "yearly",
        "by_plan": True,
    }


WIDTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}


@st.composite
def spans(draw: st.DrawFn) -> Period:
    """Any period that an order can name: days or whole units, closed or with one end."""
    precision = draw(st.sampled_from(list(Precision)))
    recurring = draw(st.none() | st.sampled_from(list(Recurring)))
    by_plan = draw(st.booleans())
    if precision is Precision.OPEN:
        return Period(None, None, precision, recurring, by_plan)
    if precision is Precision.DAY:
        days = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
        start, end = sorted((draw(days), draw(days)))
    else:
        width = WIDTHS[precision]
        first, count = draw(st.integers(0, 20 * 12 // width)), draw(st.integers(1, 15 if width < 12 else 3))
        start = _month(first * width)
        end = _month((first + count) * width) - dt.timedelta(days=1)
    closed = draw(st.sampled_from(["both", "start", "end"]))
    return Period(None if closed == "end" else start, None if closed == "start" else end, precision, recurring, by_plan)


def _month(months: int) -> dt.date:
    return dt.date(2015 + months // 12, months % 12 + 1, 1)


def _written(span: Period, style: str, year: int | None = None) -> str:
    with translation.override("ru"):
        return f"{write_period(span, style, year=year)} ({write_plan(span) or 'включительно'})"


@given(spans())
def test_what_is_written_in_full_is_read_back(span: Period) -> None:
    assert read_periods(_written(span, "full")) == ((span,), ())


@given(spans(), st.sampled_from(["dense", "short"]))
def test_what_a_table_of_a_year_shows_is_read_back(span: Period, style: str) -> None:
    year = (span.start or span.end or dt.date(2022, 1, 1)).year
    assert read_periods(_written(span, style, year), year=year) == ((span,), ())


@given(YEARS)
def test_a_school_year_is_read_back(first: int) -> None:
    year = SchoolYear(first)
    span = Period(year.start, year.end, Precision.YEAR)
    assert read_periods(_written(span, "full")) == ((span,), ())
