"""Values that hold from a day on: the latest known record not after the day wins."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, Generic, TypeVar

from opora.core.models import Record, RecordQuerySet

D = TypeVar("D")
R = TypeVar("R", bound=Record)

_day: Callable[[Any], dt.date] = attrgetter("occurred_on")


class DatedValues(Generic[D]):
    """Rows of many subjects, asked about any subject on any day without a query."""

    def __init__(self, rows: Iterable[D], *, of: str) -> None:
        """`rows` oldest first, records or named rows with `occurred_on`; `of` names what tells the subject."""
        self._rows: dict[int, list[D]] = defaultdict(list)
        for row in rows:
            self._rows[getattr(row, of)].append(row)
        self._days = {subject: [_day(row) for row in rows] for subject, rows in self._rows.items()}

    def at(self, subject: int, day: dt.date) -> D | None:
        """What held on a day; None before the first value."""
        days = self._days.get(subject)
        index = bisect_right(days, day) if days else 0
        return self._rows[subject][index - 1] if index else None

    def days(self) -> Iterator[dt.date]:
        """Every day on which a value begins."""
        return (day for days in self._days.values() for day in days)

    def history(self, subject: int) -> list[D]:
        """Every value of one subject, oldest first."""
        return list(self._rows.get(subject, ()))


def load(rows: RecordQuerySet[R], known_at: dt.datetime, *, of: str) -> DatedValues[R]:
    """The values of all these rows as known at a moment, in one query."""
    return DatedValues(rows.known_at(known_at).oldest_first(), of=of)
