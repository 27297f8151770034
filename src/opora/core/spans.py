"""Things that last: a start record and an end record of its own, loaded in one query, asked about any day in memory."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from opora.core.models import SpanQuerySet, SpanStart

S = TypeVar("S", bound=SpanStart)


@dataclass(frozen=True, slots=True)
class Span(Generic[S]):
    """One span as known at a moment: in force on day d when starts_on <= d < ends_on.

    `end` is the known standing end record (the class of the start's `ends`), None while the span is open.
    """

    start: S
    end: Any = None

    @property
    def starts_on(self) -> dt.date:
        """The first day in force."""
        return self.start.occurred_on

    @property
    def ends_on(self) -> dt.date | None:
        """The first day no longer in force."""
        ends_on: dt.date | None = self.end.occurred_on if self.end else None
        return ends_on

    def covers(self, day: dt.date) -> bool:
        """Whether the span is in force on a day."""
        return self.starts_on <= day and not self.over(day)

    def over(self, day: dt.date) -> bool:
        """Whether the span had ended by a day (that day included)."""
        return self.ends_on is not None and self.ends_on <= day


def load(starts: SpanQuerySet[S], known_at: dt.datetime) -> list[Span[S]]:
    """All these spans as known at a moment, oldest first, in one query with their ends."""
    return [Span(start, end_of(start)) for start in starts.with_end(known_at).known_at(known_at).oldest_first()]


def end_of(start: SpanStart) -> Any:
    """The end that `with_end` brought along, or None."""
    return start.__dict__.get("known_end")


def turning_days(spans: Iterable[Span[S]]) -> Iterator[dt.date]:
    """Every day on which one of them begins or is over."""
    for span in spans:
        yield span.starts_on
        if span.ends_on:
            yield span.ends_on


def in_force(spans: Iterable[Span[S]], day: dt.date) -> list[Span[S]]:
    """Those that cover a day."""
    return [span for span in spans if span.covers(day)]


def overlap(one: Span[S], other: Span[S]) -> bool:
    """Whether the two are in force on a same day."""
    first, second = sorted((one, other), key=lambda span: span.starts_on)
    return second.ends_on != second.starts_on and not first.over(second.starts_on)
