"""On which days a to-do with a deadline is told of, to whoever has it and above. Plain values, no database."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 14
"""Days that are made up for at most when somebody was reached before."""
FIRST = 7
"""Days that are made up for when nobody knows of an earlier digest."""
DAY = dt.timedelta(days=1)


class Level(StrEnum):
    """Who hears of what others left overdue."""

    MUNICIPALITY = "municipality"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Rules:
    """The region's rules, in days counted from the deadline; 0 says that nothing is told at that stage.

    `hour`: digests are prepared from that hour of the region on; `most`: lines of one digest.
    """

    before: int
    on_the_day: bool
    after_every: int
    to_municipality: int
    to_region: int
    on: bool = True
    hour: int = 0
    most: int = 20


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a digest tells of: those after `after`, up to and with `today`."""

    after: dt.date
    today: dt.date

    def holds(self, day: dt.date | None) -> bool:
        """Whether a day is one of them."""
        return day is not None and self.after < day <= self.today


def window(today: dt.date, reached: dt.date | None) -> Window:
    """What is to be told today to somebody whom the last digest reached on a day; None: none ever did."""
    earliest = today - dt.timedelta(days=LONGEST if reached else FIRST)
    return Window(max(reached or earliest, earliest), today)


def told(due: dt.date | None, rules: Rules, within: Window) -> bool:
    """Whether whoever has a to-do is told of it: before its deadline, on the day, and again and again after it.

    A to-do without a deadline is never told of by itself.
    """
    return due is not None and any(within.holds(day) for day in _stages(due, rules, within.today))


def escalated(due: dt.date | None, organisation: str, rules: Rules, within: Window) -> list[Level]:
    """Who is told that others have left a to-do overdue.

    `organisation` is the kind where it is to be closed: of a school the municipality hears first, then the region; of
    any other the region does. Each hears of it once.
    """
    if due is None:
        return []
    return [level for level, days in _above(organisation, rules) if within.holds(_days_after(due, days))]


def has_escalated(due: dt.date | None, organisation: str, rules: Rules, today: dt.date) -> list[Level]:
    """Who has been told by a day, or is on it."""
    return escalated(due, organisation, rules, Window(dt.date.min, today))


def _stages(due: dt.date, rules: Rules, today: dt.date) -> Iterator[dt.date | None]:
    yield due - rules.before * DAY if rules.before else None
    yield due if rules.on_the_day else None
    late = (today - due).days
    if rules.after_every and late >= rules.after_every:
        yield today - late % rules.after_every * DAY


def _above(organisation: str, rules: Rules) -> list[tuple[Level, int]]:
    region = (Level.REGION, rules.to_region)
    return [(Level.MUNICIPALITY, rules.to_municipality), region] if organisation == "school" else [region]


def _days_after(due: dt.date, days: int) -> dt.date | None:
    return due + days * DAY if days else None
