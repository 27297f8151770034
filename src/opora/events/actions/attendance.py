"""Noting who was there, and saying that the list is complete."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.core import actions, clock, journal, numbers
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.events.models import AttendanceClosing, Event, Presence, Way
from opora.events.standing import held_day, refuse_closed


@transaction.atomic
def note_presences(
    *,
    event: Event,
    people: Iterable[User],
    by: Actor,
    in_place_of: Mapping[int, int] | None = None,
    way: str = Way.HAND,
    origin: str = Origin.ENTERED,
) -> list[Presence]:
    """Note that people were at an event that was held; who is noted that way already is not noted twice.

    `in_place_of`: ids of whom somebody replaced, by the id of who came. ValidationError while the event was not held,
    and once its list is closed.
    """
    held = held_day(event)
    refuse_closed(event)
    replaced = in_place_of or {}
    noted = set(Presence.objects.standing().filter(event=event, way=way, roll=None).values_list("person_id", flat=True))
    coming = {person.pk: person for person in people if person.pk not in noted}
    made = Presence.objects.bulk_create(
        [
            Presence(
                event=event,
                person=person,
                in_place_of_id=replaced.get(number),
                way=way,
                **stamp(on=held, by=by, origin=origin),
            )
            for number, person in coming.items()
        ],
        batch_size=500,
    )
    journal.write(
        by=by,
        verb="note-presences",
        object_key=journal.key_of(event),
        count=max(1, len(made)),
        details={"people": sorted(coming), "way": str(way)},
    )
    return made


@transaction.atomic
def take_presence_back(*, presence: Presence, reason: str, by: Actor) -> None:
    """Take one presence back; ValidationError once the list is closed."""
    refuse_closed(presence.event)
    actions.void(record=presence, reason=reason, by=by, about=f"user:{presence.person_id}")


@transaction.atomic
def close_attendance(
    *, event: Event, by: Actor, on: dt.date | None = None, origin: str = Origin.ENTERED
) -> AttendanceClosing:
    """Say that everybody who was there is noted. From then on who is not noted was absent.

    ValidationError while the event was not held, for a day before it, and when the list is closed.
    """
    held, day = held_day(event), on or clock.today()
    refuse_closed(event)
    if day < held:
        message = _("The list cannot be closed before the event was held, on %(day)s.")
        raise ValidationError({"on": message % {"day": numbers.day(held)}})
    closing = keep(AttendanceClosing(event=event, **stamp(on=day, by=by, origin=origin)))
    journal.write(by=by, verb="close-attendance", object_key=journal.key_of(event), details={"on": day})
    return closing


@transaction.atomic
def reopen_attendance(*, event: Event, reason: str, by: Actor) -> None:
    """Open a closed list again: from now on it is not known who was absent; at earlier moments it still is.

    ValidationError without a reason and when the list is not closed.
    """
    closing = AttendanceClosing.objects.standing().filter(event=event).first()
    if closing is None:
        raise ValidationError(_("The attendance list is not closed."))
    actions.void(record=closing, reason=reason, by=by)
