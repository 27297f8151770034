"""Deadlines as an order writes them: what a period is, reading one from Russian text, writing one for people."""

from opora.core.periods.period import Period, Precision, Recurring, SchoolYear, YearContext
from opora.core.periods.reading import plan_phrase, read_date, read_periods, read_year
from opora.core.periods.writing import PeriodStyle, write_period, write_periods, write_plan

__all__ = [
    "Period",
    "PeriodStyle",
    "Precision",
    "Recurring",
    "SchoolYear",
    "YearContext",
    "plan_phrase",
    "read_date",
    "read_periods",
    "read_year",
    "write_period",
    "write_periods",
    "write_plan",
]
