"""Putting events into the plan, moving them, saying that they took place or will not."""

import datetime as dt
from dataclasses import dataclass
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import actions, clock, journal, numbers
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.models import Origin, Record, Stamp, stamp
from opora.events.models import AttendanceClosing, Cancellation, Event, EventSeries, Held, Planning, Presence
from opora.programmes.models import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """For when and where; hours are those of the region."""

    on: dt.date
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    place: str = ""
    link: str = ""


class Changes(TypedDict, total=False):
    """What of an event may be given and changed at any time; it has no clocks of its own, the journal keeps it."""

    title: str
    kind: str
    level: str
    organiser: str
    invited: str
    agenda: str
    capacity: int | None
    least_minutes: int
    recording: str


@transaction.atomic
def plan_series(
    *,
    programme: Programme,
    code: str,
    kind: str,
    title: str,
    by: Actor,
    on: dt.date | None = None,
    origin: str = Origin.ENTERED,
) -> EventSeries:
    """A series, empty at first; ValidationError for a code that the programme has already."""
    _refuse_taken(EventSeries, programme, code)
    series = keep(
        EventSeries(programme=programme, code=code, kind=kind, title=title, **_stamp(on=on, by=by, origin=origin))
    )
    journal.write(by=by, verb="plan-series", object_key=journal.key_of(series), details={"code": code})
    return series


@transaction.atomic
def change_series(*, series: EventSeries, title: str, kind: str, by: Actor) -> EventSeries:
    """Call a series otherwise; what it was called before stands in the journal."""
    before = {"title": series.title, "kind": series.kind}
    after = {"title": title.strip(), "kind": kind}
    if before != after:
        series.title, series.kind = after["title"], after["kind"]
        series.full_clean()
        series.save(update_fields=list(after))
        journal.write(
            by=by,
            verb="change-series",
            object_key=journal.key_of(series),
            details={"before": before, "after": after},
        )
    return series


@transaction.atomic
def plan_event(
    *,
    programme: Programme,
    code: str,
    planned: Planned,
    about: Changes,
    by: Actor,
    series: EventSeries | None = None,
    on: dt.date | None = None,
    origin: str = Origin.ENTERED,
) -> Event:
    """An event or a session of a series, put into the plan on a day (today).

    ValidationError for a code that the programme has already and for a series of another programme.
    """
    _refuse_taken(Event, programme, code)
    if series is not None and (series.programme_id != programme.pk or series.voided_at):
        raise ValidationError({"series": _("This series belongs to another programme.")})
    made = _stamp(on=on, by=by, origin=origin)
    event = keep(Event(programme=programme, code=code, series=series, **about, **made))
    _plan(event, planned, "", by, made["occurred_on"], origin)
    journal.write(by=by, verb="plan-event", object_key=journal.key_of(event), details={"code": code, "on": planned.on})
    return event


@transaction.atomic
def change_event(*, event: Event, changes: Changes, by: Actor) -> Event:
    """Say something else of an event; what it was before stands in the journal."""
    _refuse_taken_back(event)
    before = {name: getattr(event, name) for name in changes}
    after = {name: value for name, value in changes.items() if value != before[name]}
    if not after:
        return event
    for name, value in after.items():
        setattr(event, name, value)
    event.full_clean()
    event.save(update_fields=list(after))
    details = {"before": {name: before[name] for name in after}, "after": after}
    journal.write(by=by, verb="change-event", object_key=journal.key_of(event), details=details)
    return event


@transaction.atomic
def move(
    *,
    event: Event,
    planned: Planned,
    reason: str,
    by: Actor,
    on: dt.date | None = None,
    origin: str = Origin.ENTERED,
) -> Planning:
    """Plan an event for another day, hour or place; the earlier plan stays visible.

    ValidationError without a reason, and for an event that was held or called off.
    """
    _refuse_settled(event)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the event is moved.")})
    day = on or clock.today()
    made = _plan(event, planned, reason.strip(), by, day, origin)
    journal.write(by=by, verb="move-event", object_key=journal.key_of(event), details={"to": planned.on})
    return made


@transaction.atomic
def hold(*, event: Event, on: dt.date, by: Actor, origin: str = Origin.ENTERED) -> Held:
    """Say that an event took place on a day; ValidationError for a day to come and for one that is settled already."""
    _refuse_settled(event)
    if on > clock.today():
        raise ValidationError({"on": _("An event that is still to come has not been held.")})
    held = keep(Held(event=event, **stamp(on=on, by=by, origin=origin)))
    journal.write(by=by, verb="hold-event", object_key=journal.key_of(event), details={"on": on})
    return held


@transaction.atomic
def call_off(
    *, event: Event, reason: str, by: Actor, on: dt.date | None = None, origin: str = Origin.ENTERED
) -> Cancellation:
    """Say that an event will not take place; ValidationError without a reason and for one that is settled already."""
    _refuse_settled(event)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the event is called off.")})
    made = keep(Cancellation(event=event, reason=reason.strip(), **_stamp(on=on, by=by, origin=origin)))
    journal.write(by=by, verb="call-off-event", object_key=journal.key_of(event))
    return made


@transaction.atomic
def take_back(*, record: Record, reason: str, by: Actor) -> None:
    """Take back what was said of an event by mistake: a day, that it was held or called off, a speaker, the event.

    ValidationError as long as something rests on it: presences or a closed list on an event that was held, sessions on
    a series, and for the only day an event was ever planned for.
    """
    if isinstance(record, EventSeries) and Event.objects.standing().filter(series=record).exists():
        raise ValidationError(_("The series has sessions: take those back first."))
    if isinstance(record, Planning) and Planning.objects.standing().filter(event=record.event_id).count() < 2:
        raise ValidationError(_("This is the only day the event was planned for: take the event back instead."))
    if isinstance(record, Held | Event):
        event_id = record.event_id if isinstance(record, Held) else record.pk
        for rests, message in (
            (AttendanceClosing, _("Its attendance list is closed: open it again first.")),
            (Presence, _("People were noted as present: take their presence back first.")),
        ):
            if rests._base_manager.filter(event_id=event_id, voided_at=None).exists():
                raise ValidationError(message)
    actions.void(record=record, reason=reason, by=by)


def _plan(event: Event, planned: Planned, reason: str, by: Actor, day: dt.date, origin: str) -> Planning:
    return keep(
        Planning(
            event=event,
            planned_on=planned.on,
            starts_at=planned.starts_at,
            ends_at=planned.ends_at,
            place=planned.place,
            link=planned.link,
            reason=reason,
            **stamp(on=day, by=by, origin=origin),
        )
    )


def _stamp(*, on: dt.date | None, by: Actor, origin: str) -> Stamp:
    return stamp(on=on or clock.today(), by=by, origin=origin)


def _refuse_taken(model: type[Event | EventSeries], programme: Programme, code: str) -> None:
    if model._base_manager.filter(programme=programme, code=code, voided_at=None).exists():
        raise ValidationError({"code": _("The code “%(code)s” is taken in this programme.") % {"code": code}})


def _refuse_taken_back(event: Event) -> None:
    if event.voided_at:
        raise ValidationError(_("This event was taken back."))


def _refuse_settled(event: Event) -> None:
    """An event is held or called off once."""
    _refuse_taken_back(event)
    held = Held.objects.standing().filter(event=event).first()
    if held:
        raise ValidationError(_("The event was held on %(day)s.") % {"day": numbers.day(held.occurred_on)})
    if Cancellation.objects.standing().filter(event=event).exists():
        raise ValidationError(_("The event was called off."))
