"""Entering people, appointing them, ending and handing over what they hold."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
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
    Language,
    Post,
    Tier,
    User,
)
from opora.core import clock, journal
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.organisations.models import Municipality, Region, School

Organisation = Region | Municipality | School


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person to be entered; without a password they cannot sign in."""

    login: str
    surname: str
    given_name: str
    patronymic: str = ""
    email: str = ""
    phone: str = ""
    """With its country: "+73852000000"."""
    language: str = Language.RUSSIAN
    password: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAppointment:
    """An appointment to be made. A curator has a tier; only heads can be acting."""

    person: User
    post: str
    organisation: Organisation
    on: dt.date
    basis: str
    acting: bool = False
    tier: str = ""


@transaction.atomic
def add_people(*, rows: Sequence[NewPerson], by: Actor) -> list[User]:
    """Enter people as one batch, in their order; ValidationError names a login that is taken."""
    added = [_person(row) for row in rows]
    logins = [row.login for row in rows]
    seen = set(User.objects.filter(login__in=logins).values_list("login", flat=True))
    for person in added:
        person.clean_fields(exclude={"password"})
        if person.login in seen:
            raise ValidationError({"login": _("The login “%(login)s” is taken.") % {"login": person.login}})
        seen.add(person.login)
    User.objects.bulk_create(added, batch_size=500)
    if len(added) == 1:
        journal.write(by=by, verb="add", object_key=added[0].key, details={"name": added[0].full_name})
    else:
        journal.write(by=by, verb="add-people", object_key="user:many", count=len(added))
    return added


def add_person(*, row: NewPerson, by: Actor) -> User:
    """Enter one person."""
    return add_people(rows=[row], by=by)[0]


@transaction.atomic
def set_password(*, person: User, password: str, by: Actor) -> None:
    """Give somebody a password; ValidationError says what is weak about it."""
    validate_password(password, user=person)
    person.set_password(password)
    person.save(update_fields=["password"])
    journal.write(by=by, verb="set-password", object_key=person.key)


@transaction.atomic
def forbid_sign_in(*, person: User, by: Actor) -> None:
    """Close the door to somebody at once, whatever they hold; their sessions end with the next request."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    journal.write(by=by, verb="forbid-sign-in", object_key=person.key)


@transaction.atomic
def appoint_many(*, rows: Sequence[NewAppointment], by: Actor, origin: str = Origin.ENTERED) -> list[Appointment]:
    """Make appointments as one batch, in their order; nothing is written when one of them cannot be made.

    ValidationError: a post that does not belong to such an organisation, a tier that is missing or out of place, no
    basis, a second full (or second acting) head at the same time, the same person twice in one post.
    """
    for row in rows:
        _check(row)
    standing = _lock(rows)
    for row in rows:
        _refuse_second(row, standing)
    added = Appointment.objects.bulk_create([_appointment(row, by, origin) for row in rows], batch_size=500)
    if len(added) == 1:
        _journal(by, "appoint", added[0])
    else:
        journal.write(by=by, verb="appoint-many", object_key="appointment:many", count=len(added))
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


def _person(row: NewPerson) -> User:
    person = User(
        login=row.login,
        surname=row.surname,
        given_name=row.given_name,
        patronymic=row.patronymic,
        email=row.email,
        phone=row.phone,
        language=row.language,
        password=make_password(row.password),
    )
    if row.password is not None:
        validate_password(row.password, user=person)
    return person


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
        standing[holding.post, *holding.organisation].append(_Held(holding.person_id, holding.acting, holding.ends_on))
    return standing


@dataclass(frozen=True, slots=True)
class _Held:
    """As much of an appointment as decides whether there is room beside it."""

    person_id: int
    acting: bool
    ends_on: dt.date | None = None


def _refuse_second(row: NewAppointment, standing: dict[tuple[str, str, int], list[_Held]]) -> None:
    """A new appointment has no end, so whatever has not ended by its first day is held at the same time."""
    there = standing[row.post, _kind(row.organisation), row.organisation.pk]
    for held in there:
        if held.ends_on is not None and held.ends_on <= row.on:
            continue
        if held.person_id == row.person.pk:
            raise ValidationError({"person": _("This person holds the post already.")})
        if row.post in SINGLE_POSTS and held.acting == row.acting:
            raise ValidationError({"post": _("The post is held already: end that appointment first.")})
    there.append(_Held(row.person.pk, row.acting))


def _journal(by: Actor, verb: str, appointment: Appointment) -> None:
    """The person and the place go where they can be erased."""
    details = {"post": appointment.post, "on": appointment.occurred_on, "basis": appointment.basis}
    about = f"user:{appointment.person_id}"
    journal.write(by=by, verb=verb, object_key=journal.key_of(appointment), about=about, details=details)
