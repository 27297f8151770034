"""Putting a to-do off, handing it over, and taking both back. The to-do itself is closed where its gap is."""

import datetime as dt

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


@transaction.atomic
def put_off(
    *,
    programme: Programme,
    item: Item,
    until: dt.date,
    reason: str,
    on: dt.date,
    by: Actor,
    origin: str = Origin.ENTERED,
) -> Snooze:
    """Remind the person of a to-do only after a day. It stays a gap: figures and lists of others show it as before.

    ValidationError: without a reason, for a day that is over or later than `latest_day`, or when it is put off already.
    """
    _check(item, until, reason, on, latest_day(item, on))
    if item.snooze:
        raise ValidationError(_("This to-do is put off already: take that back first."))
    fields = {"programme": programme, "todo": item.todo.key, "person_id": item.person_id}
    row = keep(Snooze(**fields, until=until, reason=reason.strip(), **stamp(on=on, by=by, origin=origin)))
    journal.write(by=by, verb="put-off", object_key=journal.key_of(row), about=f"user:{item.person_id}")
    return row


@transaction.atomic
def hand_over(
    *,
    programme: Programme,
    item: Item,
    to: User,
    until: dt.date,
    reason: str,
    on: dt.date,
    by: Actor,
    origin: str = Origin.ENTERED,
) -> Delegation:
    """Let a colleague take the next step until a day: it stands in their list and they are reminded.

    `to` is one of `lists.colleagues`, which the caller has checked. ValidationError as for `put_off`, and for a to-do
    that was handed over by or to the person.
    """
    _check(item, until, reason, on, on + dt.timedelta(days=LONGEST_DELEGATION))
    if item.given or item.received:
        raise ValidationError(_("This to-do was handed over already: take that back first."))
    fields = {"programme": programme, "todo": item.todo.key, "person_id": item.person_id, "to": to}
    row = keep(Delegation(**fields, until=until, reason=reason.strip(), **stamp(on=on, by=by, origin=origin)))
    journal.write(by=by, verb="hand-over", object_key=journal.key_of(row), about=to.key)
    return row


def take_back(*, row: Snooze | Delegation, reason: str, by: Actor) -> None:
    """Let a to-do stand again where it belongs. ValidationError without a reason or when it was taken back already."""
    void(record=row, reason=reason, by=by, about=f"user:{row.person_id}")


def _check(item: Item, until: dt.date, reason: str, on: dt.date, latest: dt.date) -> None:
    check_has_come(on)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    if until < on:
        raise ValidationError({"until": _("This day is over. Name %(day)s or a later one.") % {"day": numbers.day(on)}})
    if until > latest:
        raise ValidationError({"until": _("Name a day up to %(day)s.") % {"day": numbers.day(latest)}})
