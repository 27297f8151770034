"""Deadlines as the exported order writes them are read back as the same values."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from opora.core.periods import Period, Precision, Recurring, read_periods
from opora.roadmap.exports.order_rows import write_deadline
from tests.core.test_period_writing import spans


@given(spans())
def test_any_deadline_is_read_back(period: Period) -> None:
    assert read_periods(write_deadline([period])) == ((period,), ())


@given(
    st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)), min_size=2, max_size=5, unique=True),
    st.none() | st.sampled_from(list(Recurring)),
    st.booleans(),
)
def test_several_days_of_one_deadline_are_read_back(
    days: list[dt.date], recurring: Recurring | None, by_plan: bool
) -> None:
    periods = tuple(Period(day, day, Precision.DAY, recurring, by_plan) for day in days)
    assert read_periods(write_deadline(periods)) == (periods, ())


@given(st.lists(st.integers(1, 12), min_size=2, max_size=5, unique=True), st.booleans())
def test_several_months_of_one_deadline_are_read_back(months: list[int], by_plan: bool) -> None:
    first = [dt.date(2022, month, 1) for month in sorted(months)]
    last = [(day + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1) for day in first]
    periods = tuple(
        Period(start, end, Precision.MONTH, by_plan=by_plan) for start, end in zip(first, last, strict=True)
    )
    assert read_periods(write_deadline(periods)) == (periods, ())


def test_what_goes_by_a_plan_says_so_once() -> None:
    may = Period(dt.date(2022, 5, 1), dt.date(2022, 5, 31), Precision.MONTH, by_plan=True)
    june = replace(may, start=dt.date(2022, 6, 1), end=dt.date(2022, 6, 30))
    assert write_deadline([may, june]) == "май 2022, июнь 2022 (по отдельному плану)"
    assert write_deadline([Period(None, None, Precision.OPEN)]) == "без даты"
    assert write_deadline([]) == ""
