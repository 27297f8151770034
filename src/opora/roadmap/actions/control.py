"""Control of execution: meetings, interim notes, release from control and back. No figure changes by any of it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.core import clock, journal, moments, numbers
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.indicators.context import Context
from opora.roadmap.control import DECIDES, not_known, remainders
from opora.roadmap.models import Action, ControlEntry, ControlKind, Roadmap
from opora.roadmap.queries import ActionView, roadmap_in


@transaction.atomic
def hold_meeting(
    *, roadmap: Roadmap, on: dt.date, by: Actor, text: str = "", origin: str = Origin.ENTERED
) -> ControlEntry:
    """Note that a meeting on the roadmap took place: what moved is told since the last one.

    ValidationError for a day to come and for one that is noted already.
    """
    moments.check_has_come(on)
    if roadmap.control_entries.standing().filter(kind=ControlKind.MEETING, occurred_on=on).exists():
        raise ValidationError({"on": _("A meeting on %(day)s is noted already.") % {"day": numbers.day(on)}})
    made = stamp(on=on, by=by, origin=origin)
    return _write(ControlEntry(roadmap=roadmap, kind=ControlKind.MEETING, text=text.strip(), **made), by)


@transaction.atomic
def write_note(*, action: Action, text: str, on: dt.date, by: Actor, origin: str = Origin.ENTERED) -> ControlEntry:
    """An interim note on how the execution goes. ValidationError without a text and for a day to come."""
    moments.check_has_come(on)
    return _say(action, ControlKind.NOTE, text, on, by, origin)


@transaction.atomic
def release(*, action: Action, note: str, on: dt.date, by: Actor, origin: str = Origin.ENTERED) -> ControlEntry:
    """Release an action from control as of a day, with what remains undone written beside the note.

    ValidationError without a note, for a day to come or before the latest decision, when it is released already, and
    while anything of it is unknown on that day.
    """
    _check_turn(action, on, ControlKind.RELEASED)
    row = _answered(action, on)
    if reasons := not_known(row):
        message = _("It cannot be released while something is not known: %(reasons)s.")
        raise ValidationError(message % {"reasons": "; ".join(reasons)}, code="unknown")
    entry = _say(action, ControlKind.RELEASED, note, on, by, origin)
    for one in remainders(row):
        keep(one.row(entry))
    return entry


@transaction.atomic
def return_to_control(
    *, action: Action, note: str, on: dt.date, by: Actor, origin: str = Origin.ENTERED
) -> ControlEntry:
    """Put a released action back under control from a day on.

    ValidationError without a note, for a day to come or before the release, and when it is under control.
    """
    _check_turn(action, on, ControlKind.RETURNED)
    return _say(action, ControlKind.RETURNED, note, on, by, origin)


def _say(action: Action, kind: ControlKind, text: str, on: dt.date, by: Actor, origin: str) -> ControlEntry:
    if not text.strip():
        raise ValidationError({"text": _("Write what is decided or how it goes.")})
    made = stamp(on=on, by=by, origin=origin)
    return _write(ControlEntry(roadmap=action.roadmap, action=action, kind=kind, text=text.strip(), **made), by)


def _write(entry: ControlEntry, by: Actor) -> ControlEntry:
    keep(entry)
    about = journal.key_of(entry.action) if entry.action else journal.key_of(entry.roadmap)
    journal.write(
        by=by, verb=f"control.{entry.kind}", object_key=journal.key_of(entry), about=about, details={"text": entry.text}
    )
    return entry


def _check_turn(action: Action, on: dt.date, kind: ControlKind) -> None:
    """Decisions follow one another in time, and each changes something."""
    moments.check_has_come(on)
    Action.objects.select_for_update().get(pk=action.pk)
    latest = action.control_entries.standing().filter(kind__in=DECIDES).oldest_first().last()
    if kind == (latest.kind if latest else ControlKind.RETURNED):
        released = kind == ControlKind.RELEASED
        raise ValidationError(_("It is released already.") if released else _("It is under control."))
    if latest and on < latest.occurred_on:
        message = _("The latest decision is of %(day)s; the next cannot be earlier.")
        raise ValidationError({"on": message % {"day": numbers.day(latest.occurred_on)}})


def _answered(action: Action, on: dt.date) -> ActionView:
    """The action as it stands on a day, as known now."""
    view = roadmap_in(Context.of(action.roadmap.programme, on, clock.now()))
    row = view.action_of(action.pk) if view else None
    if row is None:
        raise ValidationError(_("On this day the roadmap had no such action."))
    return row
