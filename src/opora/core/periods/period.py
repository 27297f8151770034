"""A period: the days a deadline spans and how exactly the order names them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """The unit in which the text names its days, finest first; OPEN names none."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    OPEN = "open"

    @property
    def rank(self) -> int:
        """0 for the finest."""
        return list(Precision).index(self)


class Recurring(StrEnum):
    """How often something returns within its period."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The school year that begins in September of `first`: 1 September – 31 May."""

    first: int

    @property
    def start(self) -> dt.date:
        """1 September."""
        return dt.date(self.first, 9, 1)

    @property
    def end(self) -> dt.date:
        """31 May of the next calendar year."""
        return dt.date(self.first + 1, 5, 31)

    def year_of(self, month: int) -> int:
        """The calendar year of a month named without one: September–December are in the first year."""
        return self.first if month >= 9 else self.first + 1


YearContext = int | SchoolYear | None
"""The year a title gives to dates that name none."""


@dataclass(frozen=True, slots=True)
class Period:
    """Both ends are included. No `start`: "by the end"; no `end`: "from the start on"; neither: open.

    `precision` says in which unit the text speaks, so that "April" is not shown as 1–30 April. `by_plan`: the text
    leaves the exact days to a separate plan. Raises ValueError for what no text can mean.
    """

    start: dt.date | None
    end: dt.date | None
    precision: Precision
    recurring: Recurring | None = None
    by_plan: bool = False

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"A period cannot end ({self.end}) before it starts ({self.start})")
        if (self.start is None and self.end is None) != (self.precision is Precision.OPEN):
            raise ValueError("A period without days is open, and an open period has no days")

    def as_json(self) -> dict[str, str | bool | None]:
        """As in the contract of the order import: ISO dates or null."""
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "precision": self.precision.value,
            "recurring": self.recurring.value if self.recurring else None,
            "by_plan": self.by_plan,
        }
