"""Appointing people, ending and handing over what they hold, taking back what was entered by mistake."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from opora.accounts.holders import load
from opora.accounts.models import (
    BELONGS_TO,
    SINGLE_POSTS,
    Appointment,
    AppointmentEnd,
    EndReason,
    Post,
    Tier,
    User,
)
from opora.accounts.withdrawn import refuse_withdrawn
from opora.core import clock, journal
from opora.core.actions import keep, void
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.organisations.doubles import refuse_doubles
from opora.organisations.models import Municipality, Region, School

Written = TypeVar("Written", Appointment, AppointmentEnd)
Organisation = Region | Municipality | School


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAppointment:
    """An appointment to be made. A curator has a tier; only heads can be acting. `until`: its end is known already."""

    person: User
    post: str
    organisation: Organisation
    on: dt.date
    basis: str
    acting: bool = False
    tier: str = ""
    until: dt.date | None = None


@transaction.atomic
def appoint_many(*, rows: Sequence[NewAppointment], by: Actor, origin: str = Origin.ENTERED) -> list[Appointment]:
    """Make appointments as one batch, in their order; nothing is written when one of them cannot be made.

    ValidationError: a post that does not belong to such an organisation, a tier that is missing or out of place, no
    basis, somebody who was taken back, a second full (or second acting) head at the same time, the same person twice in
    one post.
    """
    for row in rows:
        _check(row)
    refuse_withdrawn(*(row.person for row in rows))
    refuse_doubles(row.organisation for row in rows if isinstance(row.organisation, School))
    standing = _lock(rows)
    for row in rows:
        _refuse_second(row, standing)
    added = Appointment.objects.bulk_create([_appointment(row, by, origin) for row in rows], batch_size=500)
    if len(added) == 1:
        _journal(by, "appoint", added[0])
    else:
        journal.write(by=by, verb="appoint-many", object_key="appointment:many", count=len(added))
    for row, made in zip(rows, added, strict=True):
        if row.until:
            end_appointment(
                appointment=made, on=row.until, reason=EndReason.TERM, basis=row.basis, by=by, origin=origin
            )
    return added


def appoint(  # noqa: PLR0913 - keywords only, each a line of the order that appoints
    *,
    person: User,
    post: str,
    organisation: Organisation,
    on: dt.date,
    basis: str,
    by: Actor,
    acting: bool = False,
    tier: str = "",
    origin: str = Origin.ENTERED,
) -> Appointment:
    """Appoint one person; refuses what `appoint_many` refuses."""
    row = NewAppointment(
        person=person, post=post, organisation=organisation, on=on, basis=basis, acting=acting, tier=tier
    )
    return appoint_many(rows=[row], by=by, origin=origin)[0]


@transaction.atomic
def end_appointment(
    *,
    appointment: Appointment,
    on: dt.date,
    reason: str,
    basis: str,
    by: Actor,
    note: str = "",
    origin: str = Origin.ENTERED,
) -> AppointmentEnd:
    """End an appointment; `on` is the first day without it. ValidationError before its start or when it has ended."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if appointment.voided_at:
        raise ValidationError(_("This appointment was taken back."))
    if on < appointment.occurred_on:
        raise ValidationError({"occurred_on": _("An appointment cannot end before it starts.")})
    if appointment.ends.standing().exists():
        raise ValidationError(_("This appointment has ended already."))
    made = stamp(on=on, by=by, origin=origin)
    end = keep(AppointmentEnd(span=appointment, reason=reason, note=note, basis=basis, **made))
    _journal(by, "end-appointment", appointment)
    return end


@transaction.atomic
def replace(
    *,
    appointment: Appointment,
    person: User,
    on: dt.date,
    basis: str,
    by: Actor,
    reason: str = EndReason.REPLACED,
    origin: str = Origin.ENTERED,
) -> Appointment:
    """Put another person into the same post from a day on; the one before leaves it that day."""
    end_appointment(appointment=appointment, on=on, reason=reason, basis=basis, by=by, origin=origin)
    return appoint(
        person=person,
        post=appointment.post,
        organisation=_organisation(appointment),
        on=on,
        basis=basis,
        by=by,
        acting=appointment.acting,
        tier=appointment.tier,
        origin=origin,
    )


@transaction.atomic
def handover(
    *, person: User, to: User, post: str, on: dt.date, basis: str, by: Actor, origin: str = Origin.ENTERED
) -> list[Appointment]:
    """Hand everything a person holds in one post on a day (all schools of a curator) over to another person.

    ValidationError when they hold nothing there, or when somebody hands over to themselves.
    """
    if person.pk == to.pk:
        raise ValidationError({"to": _("Nobody hands over to themselves.")})
    held = Appointment.objects.filter(person=person, post=post).in_force(on, clock.now()).oldest_first()
    passed = [
        replace(
            appointment=appointment,
            person=to,
            on=on,
            basis=basis,
            by=by,
            reason=EndReason.TRANSFERRED,
            origin=origin,
        )
        for appointment in held.select_related("region", "municipality", "school")
    ]
    if not passed:
        raise ValidationError({"person": _("This person holds no such post on that day.")})
    return passed


@transaction.atomic
def appoint_each(*, rows: Sequence[NewAppointment], by: Actor) -> list[Appointment]:
    """Make these appointments, each with a journal row of its own; none when one of them cannot be made.

    ValidationError then tells what is wrong with every such row, by the key of its organisation ("school:17").
    """
    steps = {journal.key_of(row.organisation): partial(_appoint_row, row, by) for row in rows}
    return _all_or_none(steps)


@transaction.atomic
def hand_over_each(
    *, rows: Sequence[tuple[Appointment, User]], on: dt.date, basis: str, by: Actor
) -> list[Appointment]:
    """Hand each of these appointments over to the person beside it, from one day on; none when one cannot be.

    ValidationError then tells what is wrong with every such row, by the key of its appointment ("appointment:17").
    """
    passed = partial(replace, on=on, basis=basis, by=by, reason=EndReason.TRANSFERRED)
    steps = {
        journal.key_of(appointment): partial(passed, appointment=appointment, person=person)
        for appointment, person in rows
    }
    return _all_or_none(steps)


@transaction.atomic
def end_each(
    *, rows: Sequence[Appointment], on: dt.date, reason: str, basis: str, by: Actor, note: str = ""
) -> list[AppointmentEnd]:
    """End each of these appointments on one day, as somebody who leaves does; none when one of them cannot be ended.

    ValidationError then tells what is wrong with every such row, by the key of its appointment ("appointment:17").
    """
    ended = partial(end_appointment, on=on, reason=reason, basis=basis, note=note, by=by)
    return _all_or_none({journal.key_of(row): partial(ended, appointment=row) for row in rows})


@transaction.atomic
def take_back(*, appointment: Appointment, reason: str, by: Actor) -> list[Appointment]:
    """Take back an appointment that was entered by mistake; gives those who hold the post again because of that.

    They are the ones who left it on its first day on the same basis, as a replacement or a handover writes it.
    ValidationError without a reason, when it was taken back already, or when it has ended: its end is taken back first.
    """
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if appointment.ends.standing().exists():
        raise ValidationError(_("This appointment has ended: take its end back first."))
    void(record=appointment, reason=reason, by=by, about=f"user:{appointment.person_id}")
    place = _organisation(appointment)
    left = AppointmentEnd.objects.standing().filter(
        span__voided_at=None,
        span__post=appointment.post,
        span__tier=appointment.tier,
        span__acting=appointment.acting,
        occurred_on=appointment.occurred_on,
        basis=appointment.basis,
        reason__in=(EndReason.REPLACED, EndReason.TRANSFERRED),
        **{f"span__{_kind(place)}": place.pk},
    )
    restored = []
    for end in left.select_related("span__person").order_by("pk"):
        void(record=end, reason=reason, by=by, about=f"user:{end.span.person_id}")
        restored.append(end.span)
    return restored


@transaction.atomic
def take_back_end(*, appointment: Appointment, reason: str, by: Actor) -> None:
    """Take back the end of an appointment that was entered by mistake: the post has been held all along.

    ValidationError without a reason, when it has not ended, or when the post was filled meanwhile.
    """
    appointment = Appointment.objects.select_for_update().select_related("person").get(pk=appointment.pk)
    end = appointment.ends.standing().first()
    if end is None or appointment.voided_at:
        raise ValidationError(_("This appointment has not ended."))
    void(record=end, reason=reason, by=by, about=f"user:{appointment.person_id}")
    again = NewAppointment(
        person=appointment.person,
        post=appointment.post,
        organisation=_organisation(appointment),
        on=end.occurred_on,
        basis=appointment.basis,
        acting=appointment.acting,
        tier=appointment.tier,
    )
    standing = _lock([again])
    for there in standing.values():
        there[:] = [held for held in there if held.id != appointment.pk]
    _refuse_second(again, standing)


def _appoint_row(row: NewAppointment, by: Actor) -> Appointment:
    return appoint_many(rows=[row], by=by)[0]


def _all_or_none(steps: Mapping[str, Callable[[], Written]]) -> list[Written]:
    """Take every step, to tell all that is wrong at once; inside the transaction of the caller, which falls with it."""
    made: list[Written] = []
    faults: dict[str, list[str]] = {}
    for key, step in steps.items():
        try:
            made.append(step())
        except ValidationError as error:
            faults[key] = error.messages
    if faults:
        raise ValidationError(faults)
    return made


def _kind(organisation: Organisation) -> str:
    return str(type(organisation)._meta.model_name)


def _organisation(appointment: Appointment) -> Organisation:
    found = appointment.school or appointment.municipality or appointment.region
    if found is None:
        raise ValueError("The database lets no appointment through without an organisation")
    return found


def _appointment(row: NewAppointment, by: Actor, origin: str) -> Appointment:
    return Appointment(
        person=row.person,
        post=row.post,
        acting=row.acting,
        tier=row.tier,
        basis=row.basis,
        **{_kind(row.organisation): row.organisation},
        **stamp(on=row.on, by=by, origin=origin),
    )


def _check(row: NewAppointment) -> None:
    """What can be said of one appointment without looking at others."""
    if row.post not in Post.values:
        raise ValidationError({"post": _("There is no post “%(post)s”.") % {"post": row.post}})
    if _kind(row.organisation) not in BELONGS_TO[row.post]:
        raise ValidationError({"post": _("This post does not belong to such an organisation.")})
    if row.tier not in (Tier.values if row.post == Post.CURATOR else [""]):
        raise ValidationError({"tier": _("A curator, and nobody else, has a tier: regional or municipal.")})
    if row.acting and row.post not in SINGLE_POSTS:
        raise ValidationError({"acting": _("Only a head can be acting.")})
    if row.until and row.until <= row.on:
        raise ValidationError({"until": _("This day lies after the first one in the post.")})
    if not row.basis.strip():
        raise ValidationError({"basis": _("Name the document it rests on.")})


def _lock(rows: Iterable[NewAppointment]) -> dict[tuple[str, str, int], list["_Held"]]:
    """Lock the organisations, so that two people cannot fill a post at once; what is held there, by post and place."""
    ids: dict[type[Model], set[int]] = {Region: set(), Municipality: set(), School: set()}
    for row in rows:
        ids[type(row.organisation)].add(row.organisation.pk)
    for model, numbers in ids.items():
        list(model._default_manager.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk"))
    there = Q(region__in=ids[Region]) | Q(municipality__in=ids[Municipality]) | Q(school__in=ids[School])
    standing: dict[tuple[str, str, int], list[_Held]] = defaultdict(list)
    for holding in load(there, clock.now()):
        standing[holding.post, *holding.organisation].append(
            _Held(holding.person_id, holding.acting, holding.starts_on, holding.ends_on, holding.id)
        )
    return standing


@dataclass(frozen=True, slots=True)
class _Held:
    """As much of an appointment as decides whether there is room beside it."""

    person_id: int
    acting: bool
    starts_on: dt.date
    ends_on: dt.date | None = None
    id: int | None = None


def _refuse_second(row: NewAppointment, standing: dict[tuple[str, str, int], list[_Held]]) -> None:
    """Whatever has not ended by the first day, and does not begin after the last one, is held at the same time."""
    there = standing[row.post, _kind(row.organisation), row.organisation.pk]
    for held in there:
        over = held.ends_on is not None and held.ends_on <= row.on
        ahead = row.until is not None and held.starts_on >= row.until
        if over or ahead:
            continue
        if held.person_id == row.person.pk:
            raise ValidationError({"person": _("This person holds the post already.")})
        if row.post in SINGLE_POSTS and held.acting == row.acting:
            raise ValidationError({"post": _("The post is held already: end that appointment first.")})
    there.append(_Held(row.person.pk, row.acting, row.on, row.until))


def _journal(by: Actor, verb: str, appointment: Appointment) -> None:
    """The person and the place go where they can be erased."""
    details = {"post": appointment.post, "on": appointment.occurred_on, "basis": appointment.basis}
    about = f"user:{appointment.person_id}"
    journal.write(by=by, verb=verb, object_key=journal.key_of(appointment), about=about, details=details)
