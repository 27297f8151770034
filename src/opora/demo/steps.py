"""Steps of the demonstration year: what is done, and at which moment somebody would have done it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from opora.demo.world import ZONE, World


@dataclass(frozen=True, slots=True)
class Step:
    """Something done at a moment."""

    moment: dt.datetime
    do: Callable[[World], object]


def at(day: dt.date, hour: int) -> dt.datetime:
    """An hour of a day in the invented region."""
    return dt.datetime.combine(day, dt.time(hour), tzinfo=ZONE)
