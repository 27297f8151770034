"""Putting a to-do off, handing it over, and taking both back. The to-do itself is closed where its gap is."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.core import journal, numbers
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.core.moments import check_has_come
from opora.inbox.lists import Item, latest_day
from opora.inbox.models import Delegation, Snooze
from opora.programmes.models import Programme

LONGEST_DELEGATION = 92
"""Days for which a to-do can be handed over at once."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a to-do on the day `on`: up to and with which day, and why."""

    until: dt.date
    reason: str
    on: dt.date


@transaction.atomic
def put_off(*, programme: Programme, item: Item, said: Said, by: Actor, origin: str = Origin.ENTERED) -> Snooze:
    """Remind the person of a to-do only after a day. It stays a gap: figures and lists of others show it as before.

    ValidationError: without a reason, for a day that is over or later than `latest_day`, or when it is put off already.
    """
    _check(said, latest_day(item, said.on))
    if item.snooze:
        raise ValidationError(_("This to-do is put off already: take that back first."))
    made = Snooze(
        programme=programme,
        todo=item.todo.key,
        person_id=item.person_id,
        until=said.until,
        reason=said.reason.strip(),
        **stamp(on=said.on, by=by, origin=origin),
    )
    row = keep(made)
    journal.write(by=by, verb="put-off", object_key=journal.key_of(row), about=f"user:{item.person_id}")
    return row


@transaction.atomic
def hand_over(
    *, programme: Programme, item: Item, to: User, said: Said, by: Actor, origin: str = Origin.ENTERED
) -> Delegation:
    """Let a colleague take the next step until a day: it stands in their list and they are reminded.

    `to` is one of `lists.colleagues`, which the caller has checked. ValidationError as for `put_off`, and for a to-do
    that was handed over by or to the person.
    """
    _check(said, said.on + dt.timedelta(days=LONGEST_DELEGATION))
    if item.given or item.received:
        raise ValidationError(_("This to-do was handed over already: take that back first."))
    made = Delegation(
        programme=programme,
        todo=item.todo.key,
        person_id=item.person_id,
        to=to,
        until=said.until,
        reason=said.reason.strip(),
        **stamp(on=said.on, by=by, origin=origin),
    )
    row = keep(made)
    journal.write(by=by, verb="hand-over", object_key=journal.key_of(row), about=to.key)
    return row


def take_back(*, row: Snooze | Delegation, reason: str, by: Actor) -> None:
    """Let a to-do stand again where it belongs. ValidationError without a reason or when it was taken back already."""
    void(record=row, reason=reason, by=by, about=f"user:{row.person_id}")


def _check(said: Said, latest: dt.date) -> None:
    check_has_come(said.on)
    if not said.reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    if said.until < said.on:
        day = numbers.day(said.on)
        raise ValidationError({"until": _("This day is over. Name %(day)s or a later one.") % {"day": day}})
    if said.until > latest:
        raise ValidationError({"until": _("Name a day up to %(day)s.") % {"day": numbers.day(latest)}})
