"""Check-in: opening it on the day, noting who says to be there, closing it.

Whoever repeats a request is noted once: a person by who they are, a name by the one-time key of its form.
"""

import datetime as dt
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.core import clock, journal, numbers
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.keys import is_key, new_key
from opora.core.models import Origin, stamp
from opora.events.actions.planning import hold
from opora.events.checking import refusal
from opora.events.models import (
    AttendanceList,
    CheckIn,
    Entry,
    EntryStatus,
    Event,
    Held,
    Invitation,
    Planning,
    Presence,
    Source,
    Way,
)
from opora.events.models.checking import SIGNS
from opora.events.standing import refuse_closed


@transaction.atomic
def open_check_in(*, event: Event, on: dt.date, by: Actor, origin: str = Origin.ENTERED) -> CheckIn:
    """Open the check-in of an event that takes place on this day; it is thereby held. One that is open stays.

    ValidationError for an event of another day, one that was called off, and a list that is closed.
    """
    locked = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    current = CheckIn.objects.standing().filter(event=locked, closed_at=None, occurred_on=on).first()
    if current is not None:
        return current
    refuse_closed(locked)
    _hold_on(locked, on, by, origin)
    CheckIn.objects.standing().filter(event=locked, closed_at=None).update(closed_at=clock.now(), closed_by=by.key)
    code, key = _code_and_key(locked, on)
    made = keep(CheckIn(event=locked, code=code, key=key, **stamp(on=on, by=by, origin=origin)))
    journal.write(by=by, verb="open-check-in", object_key=journal.key_of(locked), details={"on": on})
    return made


@transaction.atomic
def close_check_in(*, check_in: CheckIn, by: Actor) -> None:
    """Nobody checks in any more; the attendance list stays open. Closed already: nothing happens."""
    rows = CheckIn.objects.filter(pk=check_in.pk, closed_at=None)
    if rows.update(closed_at=clock.now(), closed_by=by.key):
        journal.write(by=by, verb="close-check-in", object_key=f"event:{check_in.event_id}")


@transaction.atomic
def check_in_person(*, check_in: CheckIn, person: User, by: Actor, in_place_of: int | None = None) -> Presence:
    """Note that a person of Opora is there; the presence there is when they said so before, whatever came since.

    `in_place_of` is the id of whom they replace. ValidationError when nobody can check in any more.
    """
    locked = _locked(check_in)
    noted = Presence.objects.standing().filter(event=locked.event_id, person=person, way=Way.CHECK_IN).first()
    if noted is not None:
        return noted
    _refuse_over(locked)
    replaced = None if in_place_of == person.pk else in_place_of
    made = Presence.objects.create(
        event_id=locked.event_id,
        person=person,
        in_place_of_id=replaced,
        way=Way.CHECK_IN,
        **stamp(on=locked.occurred_on, by=by),
    )
    journal.write(by=by, verb="check-in", object_key=f"event:{locked.event_id}", about=person.key)
    return made


@transaction.atomic
def check_in_name(
    *,
    check_in: CheckIn,
    text: str,
    key: str,
    by: Actor,
    organisation: str = "",
    email: str = "",
    invitation: Invitation | None = None,
) -> Entry:
    """Keep a name as it was typed, to be recognised later; with a key that was used here, what it was used for.

    An `invitation` stands for the key: whoever has it is noted once. ValidationError for a name of nothing, a key that
    no form of this check-in has, and when nobody can check in any more.
    """
    key = f"invitation:{invitation.pk}" if invitation else _form_key(key)
    locked = _locked(check_in)
    noted = Entry.objects.select_related("roll").filter(key=key).first()
    if noted is not None and noted.roll.event_id == locked.event_id:
        return noted
    _refuse_over(locked)
    if noted is not None:
        raise _out_of_date()
    name = " ".join(text.split())
    if not name:
        raise ValidationError({"name": _("Write your surname, given name and patronymic.")})
    entry = Entry(
        roll=_roll(locked, by),
        text=name[:300],
        email=email[:320],
        beside=" ".join(organisation.split())[:500],
        intervals=[[clock.now().isoformat()] * 2],
        status=EntryStatus.UNMATCHED,
        key=key,
    )
    entry.save(force_insert=True)
    AttendanceList.objects.filter(pk=entry.roll_id).update(rows=F("rows") + 1)
    journal.write(by=by, verb="check-in-name", object_key=f"event:{locked.event_id}", about=f"entry:{entry.pk}")
    return entry


def _form_key(key: str) -> str:
    """The key, when a form can have had it: those of invitations cannot be sent in its place."""
    if not is_key(key):
        raise _out_of_date()
    return key


def _out_of_date() -> ValidationError:
    return ValidationError(_("This page is out of date. Load it anew and send it once more."))


def _roll(check_in: CheckIn, by: Actor) -> AttendanceList:
    """The list of names of an event's check-in, made when the first is typed. Under the lock of the check-in."""
    rows = AttendanceList.objects.standing().filter(event=check_in.event_id, source=Source.CHECK_IN)
    found = rows.first()
    if found is not None:
        return found
    return AttendanceList.objects.create(
        event_id=check_in.event_id, source=Source.CHECK_IN, **stamp(on=check_in.occurred_on, by=by)
    )


def _locked(check_in: CheckIn) -> CheckIn:
    """The row as it is now; until the transaction ends nobody else writes at this event's check-in."""
    Event.objects.select_for_update(no_key=True).get(pk=check_in.event_id)
    return CheckIn.objects.get(pk=check_in.pk)


def _refuse_over(check_in: CheckIn) -> None:
    if why := refusal(check_in):
        raise ValidationError(why)


def _hold_on(event: Event, on: dt.date, by: Actor, origin: str) -> None:
    """The event takes place on the day, or else ValidationError."""
    held = Held.objects.standing().filter(event=event).first()
    if held is None:
        plan = Planning.objects.standing().filter(event=event).oldest_first().last()
        if plan is not None and plan.planned_on != on:
            message = _("Check-in opens on the day of the event. It is planned for %(day)s: move it first.")
            raise ValidationError(message % {"day": numbers.day(plan.planned_on)})
        hold(event=event, on=on, by=by, origin=origin)
    elif held.occurred_on != on:
        message = _("Check-in opens on the day of the event. It was held on %(day)s.")
        raise ValidationError(message % {"day": numbers.day(held.occurred_on)})


def _code_and_key(event: Event, on: dt.date) -> tuple[str, str]:
    """Those of the event's check-in that was closed today, else new ones; no open check-in has the code."""
    taken = set(CheckIn.objects.standing().filter(closed_at=None).values_list("code", flat=True))
    earlier = CheckIn.objects.standing().filter(event=event, occurred_on=on).order_by("-pk").first()
    if earlier is not None and earlier.code not in taken:
        return earlier.code, earlier.key
    while (code := f"{secrets.randbelow(10**SIGNS):0{SIGNS}}") in taken:
        pass
    return code, new_key()
