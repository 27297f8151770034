"""Events with everything that was said of them, as known at a moment."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from opora.accounts.models import User
from opora.events.models import Answer, AttendanceClosing, Cancellation, Event, Held, Planning
from opora.indicators.facts import Progress
from opora.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class EventState:
    """One event on a day, as known at a moment; `plans` are the oldest first, the last of them holds."""

    event: Event
    plans: tuple[Planning, ...]
    held: Held | None
    closing: AttendanceClosing | None
    cancellation: Cancellation | None

    @property
    def plan(self) -> Planning:
        """When and where it is planned for."""
        return self.plans[-1]

    @property
    def on(self) -> dt.date:
        """The day it took place, else the one it is planned for."""
        return self.held.occurred_on if self.held else self.plan.planned_on

    @property
    def progress(self) -> Progress:
        """Held and closed, held only, or neither."""
        if self.held is None:
            return Progress.ABSENT
        return Progress.COMPLETE if self.closing else Progress.PENDING


def events_of(programme: Programme, as_of: dt.date, known_at: dt.datetime) -> list[EventState]:
    """All events of a programme in the order of their days; five queries, however many there are."""
    rows = Event.objects.filter(programme=programme).select_related("series").known(as_of, known_at)
    return sorted(states(rows, as_of, known_at), key=lambda state: (state.on, state.event.code))


def state_of(event: Event, as_of: dt.date, known_at: dt.datetime) -> EventState | None:
    """One event; None before it was put into the plan."""
    return next(iter(states([event], as_of, known_at)), None)


def states(events: Iterable[Event], as_of: dt.date, known_at: dt.datetime) -> list[EventState]:
    """These events with what was said of them; one that was not planned by the day is left out."""
    found = list(events)
    plans: dict[int, list[Planning]] = {}
    for plan in Planning.objects.filter(event__in=found).known(as_of, known_at).oldest_first():
        plans.setdefault(plan.event_id, []).append(plan)
    held = {one.event_id: one for one in Held.objects.filter(event__in=found).known(as_of, known_at)}
    closed = {one.event_id: one for one in AttendanceClosing.objects.filter(event__in=found).known(as_of, known_at)}
    off = {one.event_id: one for one in Cancellation.objects.filter(event__in=found).known(as_of, known_at)}
    return [
        EventState(one, tuple(plans[one.pk]), held.get(one.pk), closed.get(one.pk), off.get(one.pk))
        for one in found
        if one.pk in plans
    ]


def replaced_by(event: Event, person: User) -> int | None:
    """The id of the invited person whom somebody replaces by the answer that holds now; None for nobody."""
    rows = Answer.objects.standing().filter(invitation__event=event, invitation__voided_at=None)
    latest: dict[int, Answer] = {}
    for row in rows.select_related("invitation").oldest_first():
        latest[row.invitation_id] = row
    found = (row.invitation.person_id for row in latest.values() if row.substitute_id == person.pk)
    return next((one for one in found if one is not None and one != person.pk), None)
