"""Who may say what they think of an event, and what organisers learn of it: nothing of fewer than five answers."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from opora.core.actors import Actor
from opora.events.access import may_write
from opora.events.models import Feedback, FeedbackMark, Presence
from opora.events.models.events import Event
from opora.events.queries import EventState

LEAST = 5
"""Fewer answers than these would tell who gave them."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of the feedback. `marks` are how many gave each of 5 … 1; empty while there are too few."""

    may_answer: bool = False
    answered: bool = False
    organiser: bool = False
    enough: bool = False
    count: int = 0
    marks: tuple[tuple[int, int], ...] = ()
    remarks: tuple[str, ...] = ()


def took_part(event: Event, person_id: int) -> bool:
    """Whether a person is noted as present."""
    return Presence.objects.standing().filter(event=event, person=person_id).exists()


def answered(event: Event, person_id: int) -> bool:
    """Whether a person has answered."""
    return FeedbackMark.objects.filter(event=event, person=person_id).exists()


def feedback_of(actor: Actor, state: EventState, as_of: dt.date) -> Told:
    """What this reader is told and may do; nothing before the event was held."""
    if state.held is None:
        return Told()
    person_id = int(actor.key.removeprefix("user:")) if actor.key.startswith("user:") else 0
    present = took_part(state.event, person_id)
    done = present and answered(state.event, person_id)
    if not may_write(actor):
        return Told(may_answer=present and not done, answered=done)
    rows = list(Feedback.objects.filter(event=state.event, answered_on__lte=as_of))
    enough = len(rows) >= LEAST
    given = Counter(row.usefulness for row in rows)
    return Told(
        may_answer=present and not done,
        answered=done,
        organiser=True,
        enough=enough,
        count=len(rows),
        marks=tuple((mark, given[mark]) for mark in range(5, 0, -1)) if enough else (),
        remarks=tuple(row.remark for row in rows if row.remark) if enough else (),
    )
