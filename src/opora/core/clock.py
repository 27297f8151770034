"""The project's only clock: what "now" and "today" mean, and how the demonstration year is lived through day by day."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_frozen: ContextVar[dt.datetime | None] = ContextVar("frozen", default=None)


def now() -> dt.datetime:
    """The current moment, aware; inside `at(...)` the moment given there."""
    return _frozen.get() or timezone.now()


def machine() -> dt.datetime:
    """The moment of the machine, also inside `at(...)`: for signs of life of processes, never for records."""
    return timezone.now()


def today() -> dt.date:
    """The current day in the active time zone."""
    return timezone.localdate(now())


def end_of(day: dt.date) -> dt.datetime:
    """The last moment of a day in the active time zone: what a bare date means as `known_at`."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.max))


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Live at another moment: records made inside carry it as `recorded_at` (the demonstration and tests use it)."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
