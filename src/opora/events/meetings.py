"""Events as the words see them: held or not, with an open or a closed list, and who was there; loaded once."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from opora.events.models import AttendanceClosing, Cancellation, Event, EventSeries, Held, Presence, Speaker
from opora.indicators.context import Context
from opora.indicators.facts import Progress
from opora.indicators.loading import rows, rows_of

events = rows(Event, only=("id", "series_id", "code", "title", "level", "organiser"))
series = rows(EventSeries, only=("id", "code", "title"))
presences = rows_of(Presence, "event_id", "event__programme", only=("event_id", "person_id", "in_place_of_id", "way"))
speakers = rows(Speaker, "event__programme", only=("event_id", "school_id", "topic"))
_held = rows(Held, "event__programme")
_closed = rows(AttendanceClosing, "event__programme")
_cancelled = rows(Cancellation, "event__programme", only=("event_id",))


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event with what is known of it on a day; `event` and `held` are rows of the tables."""

    event: Any
    series: str
    held: Any
    closed_on: dt.date | None

    @property
    def id(self) -> int:
        """The event's."""
        number: int = self.event.pk
        return number

    @property
    def on(self) -> dt.date | None:
        """The day it took place; None while it did not."""
        return self.held.occurred_on if self.held else None

    @property
    def progress(self) -> Progress:
        """Held and closed, held only, or neither."""
        if self.on is None:
            return Progress.ABSENT
        return Progress.COMPLETE if self.closed_on else Progress.PENDING


def meetings(context: Context) -> list[Meeting]:
    """All events of the programme that were not called off, in the order in which they were planned."""
    titles = {row.pk: row.code for row in context.once(series)}
    held = {row.event_id: row for row in context.once(_held)}
    called_off = {row.event_id for row in context.once(_cancelled)}
    closed: dict[int, dt.date] = {}
    for row in context.once(_closed):
        closed.setdefault(row.event_id, row.occurred_on)
    return [
        Meeting(row, titles.get(row.series_id, ""), held.get(row.pk), closed.get(row.pk))
        for row in context.once(events)
        if row.pk not in called_off
    ]


def meetings_of(context: Context, *, event: str | None = None, series: str | None = None) -> list[Meeting]:
    """The event with a code, or the sessions of a series."""
    found = context.once(meetings)
    return [one for one in found if (one.series == series if series else one.event.code == event)]
