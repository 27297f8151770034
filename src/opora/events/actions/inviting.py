"""Inviting people, taking invitations back, and what is answered to them."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.core import actions, journal, numbers
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.keys import new_key
from opora.core.models import Origin, stamp
from opora.events.models import Answer, Cancellation, Event, Held, Invitation, Planning, Reply


@transaction.atomic
def invite(
    *, event: Event, people: Mapping[int, str], on: dt.date, by: Actor, origin: str = Origin.ENTERED
) -> list[Invitation]:
    """Invite people by their ids, each with the posts they are invited for, in words. Who is invited already stays so.

    ValidationError for an event that was held or called off.
    """
    locked = _open(event)
    asked = Invitation.objects.standing().filter(event=locked, person__in=people)
    already = set(asked.values_list("person_id", flat=True))
    made = Invitation.objects.bulk_create(
        [
            Invitation(
                event=locked, person_id=pk, posts=posts[:500], key=new_key(), **stamp(on=on, by=by, origin=origin)
            )
            for pk, posts in people.items()
            if pk not in already
        ],
        batch_size=500,
    )
    if made:
        details = {"people": sorted(one.person_id or 0 for one in made)}
        journal.write(by=by, verb="invite", object_key=journal.key_of(event), count=len(made), details=details)
    return made


@transaction.atomic
def invite_guest(*, event: Event, name: str, email: str, on: dt.date, by: Actor) -> Invitation:
    """Invite somebody without an account; the invitation there is when the address, or without one the name, has it.

    ValidationError without a name, for a wrong address, and for an event that was held or called off.
    """
    locked = _open(event)
    said, address = " ".join(name.split()), email.strip()
    if not said:
        raise ValidationError({"name": _("Write the name of the guest.")})
    if address:
        _check_address(address)
    same = {"email__iexact": address} if address else {"name__iexact": said}
    known = Invitation.objects.standing().filter(event=locked, person=None, **same).first()
    if known is not None:
        return known
    made = keep(Invitation(event=locked, name=said, email=address, key=new_key(), **stamp(on=on, by=by)))
    journal.write(by=by, verb="invite-guest", object_key=journal.key_of(event), about=journal.key_of(made))
    return made


@transaction.atomic
def take_invitation_back(*, invitation: Invitation, reason: str, by: Actor) -> None:
    """Take an invitation back: its page opens no more. ValidationError without a reason."""
    about = f"user:{invitation.person_id}" if invitation.person_id else journal.key_of(invitation)
    actions.void(record=invitation, reason=reason, by=by, about=about)


@transaction.atomic
def answer(
    *,
    invitation: Invitation,
    reply: str,
    on: dt.date,
    by: Actor,
    substitute: User | None = None,
    substitute_name: str = "",
    note: str = "",
    origin: str = Origin.ENTERED,
) -> Answer:
    """Answer an invitation; the latest answer holds, the same once more changes nothing.

    `substitute` is whom the name means, None for nobody known. ValidationError for a substitute without a name, one
    who is the invited person, an invitation that was taken back, and once the event was held, called off or is over.
    """
    locked = _open(invitation.event)
    row = Invitation.objects.get(pk=invitation.pk)
    if row.voided_at:
        raise ValidationError(_("This invitation was taken back."))
    _refuse_past(locked, on)
    replaced = reply == Reply.SUBSTITUTE
    named = " ".join(substitute_name.split()) if replaced else ""
    if replaced and not named:
        raise ValidationError({"substitute_name": _("Name the person who will come.")})
    if replaced and substitute is not None and substitute.pk == row.person_id:
        raise ValidationError({"substitute_name": _("This is the invited person: choose “I will come”.")})
    told = Answer(
        invitation=row,
        reply=reply,
        substitute=substitute if replaced else None,
        substitute_name=named,
        note=" ".join(note.split()),
        **stamp(on=on, by=by, origin=origin),
    )
    last = Answer.objects.standing().filter(invitation=row).oldest_first().last()
    if last is not None and _said(last) == _said(told):
        return last
    keep(told)
    about = f"user:{row.person_id}" if row.person_id else journal.key_of(row)
    journal.write(by=by, verb="answer-invitation", object_key=journal.key_of(locked), about=about)
    return told


def _said(row: Answer) -> tuple[object, ...]:
    return row.reply, row.substitute_id, row.substitute_name, row.note


def _open(event: Event) -> Event:
    """The event, locked, as long as it is neither held nor called off."""
    locked = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    held = Held.objects.standing().filter(event=locked).first()
    if held is not None:
        raise ValidationError(_("The event was held on %(day)s.") % {"day": numbers.day(held.occurred_on)})
    if locked.voided_at or Cancellation.objects.standing().filter(event=locked).exists():
        raise ValidationError(_("The event was called off."))
    return locked


def _refuse_past(event: Event, on: dt.date) -> None:
    plan = Planning.objects.standing().filter(event=event).oldest_first().last()
    if plan is not None and on > plan.planned_on:
        message = _("The event was planned for %(day)s: it is too late for an answer.")
        raise ValidationError(message % {"day": numbers.day(plan.planned_on)})


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        message = _("Write the address like this: anna@school.example, or leave it empty.")
        raise ValidationError({"email": message}) from error
