"""People and appointments as lists bring them: entered, changed, appointed, ended and taken back, each as one batch."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from opora.accounts.actions import NewAppointment, NewPerson, add_people
from opora.accounts.holders import Holding, load
from opora.accounts.models import SINGLE_POSTS, Appointment, AppointmentEnd, OtherName, User
from opora.accounts.names import PersonName
from opora.core import clock, journal, numbers
from opora.core.actors import Actor
from opora.core.models import Origin, Record, stamp
from opora.organisations.models import Municipality, Region, School

CHANGEABLE = ("surname", "given_name", "patronymic", "email", "phone", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPerson:
    """New values of a person by their fields (`CHANGEABLE`), and another name by which lists know them."""

    person: User
    values: Mapping[str, str]
    other_name: PersonName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How a post is left; `on` is the first day without it."""

    on: dt.date
    reason: str
    basis: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAppointment:
    """An appointment of a list that may have ended already; `held` is one that stands already and only ends."""

    new: NewAppointment | None = None
    held: Holding | None = None
    leaving: Leaving | None = None


@transaction.atomic
def enter_people(*, rows: Sequence[NewPerson], by: Actor) -> list[User]:
    """Enter people as one batch, in their order; those who were taken back under the same login come to life again.

    ValidationError names a login that is taken. Nobody gets a password.
    """
    known = User.objects.filter(withdrawn=True, login__in=[row.login for row in rows])
    back = {one.login: one for one in known}
    for row in rows:
        if person := back.get(row.login):
            for name in CHANGEABLE:
                setattr(person, name, getattr(row, name))
            person.withdrawn = False
            person.clean_fields(exclude={"password"})
    if back:
        User.objects.bulk_update(back.values(), [*CHANGEABLE, "withdrawn"], batch_size=200)
        keys = sorted(person.pk for person in back.values())
        journal.write(by=by, verb="restore-people", object_key="user:many", count=len(back), details={"people": keys})
    if fresh := [replace(row, password=None) for row in rows if row.login not in back]:
        back |= {person.login: person for person in add_people(rows=fresh, by=by)}
    return [back[row.login] for row in rows]


@transaction.atomic
def change_people(
    *, rows: Sequence[ChangedPerson], on: dt.date, by: Actor, origin: str = Origin.ENTERED
) -> list[list[OtherName]]:
    """Change names, addresses and telephones as one batch; answers the other names each row left behind.

    A name that was borne until `on` is kept as another name, so that lists which still use it find the person.
    ValidationError says what is wrong with a value.
    """
    made: list[list[OtherName]] = []
    before = {row.person.pk: {name: getattr(row.person, name) for name in row.values} for row in rows}
    for row in rows:
        person = row.person
        names = [PersonName(person.surname, person.given_name, person.patronymic)] if _renamed(row) else []
        names += [row.other_name] if row.other_name else []
        for name, value in row.values.items():
            setattr(person, name, value)
        person.clean_fields(exclude={"password"})
        made.append([_other_name(person, name, on, by, origin) for name in names])
    User.objects.bulk_update([row.person for row in rows], CHANGEABLE, batch_size=200)
    OtherName.objects.bulk_create([one for names in made for one in names], batch_size=500)
    _journal_changes(rows, before, by)
    return made


@transaction.atomic
def put_people_back(*, rows: Sequence[ChangedPerson], by: Actor) -> None:
    """Give people their earlier values again, leaving no other name behind."""
    before = {row.person.pk: {name: getattr(row.person, name) for name in row.values} for row in rows}
    for row in rows:
        for name, value in row.values.items():
            setattr(row.person, name, value)
    User.objects.bulk_update([row.person for row in rows], CHANGEABLE, batch_size=200)
    _journal_changes(rows, before, by)


@transaction.atomic
def take_people_back(*, people: Sequence[User], by: Actor) -> None:
    """Take back people who were entered by mistake: deleted when nothing ever referred to them, else out of all lists.

    Earlier moments of appointments that were taken back still show whom they spoke of.
    """
    keys = {person.pk for person in people}
    referred: set[int] = set()
    for table in (Appointment, OtherName):
        referred |= set(table.objects.filter(person__in=keys).values_list("person_id", flat=True))
    User.objects.filter(pk__in=referred).update(withdrawn=True)
    User.objects.filter(pk__in=keys - referred).delete()
    details = {"people": sorted(keys)}
    journal.write(by=by, verb="take-people-back", object_key="user:many", count=len(keys), details=details)


@transaction.atomic
def record_appointments(
    *, rows: Sequence[ListedAppointment], by: Actor, origin: str = Origin.ENTERED
) -> list[list[Record]]:
    """Appoint people and end appointments, each on days of its own, as one batch; answers what each row made.

    ValidationError when a post with one holder would have two, somebody would hold a post twice at the same time, or
    an appointment has ended or was taken back already.
    """
    _refuse_overlaps(rows)
    starts = [_appointment(row.new, by, origin) if row.new else None for row in rows]
    Appointment.objects.bulk_create([one for one in starts if one], batch_size=500)
    ends = [_end(row, start, by, origin) for row, start in zip(rows, starts, strict=True)]
    AppointmentEnd.objects.bulk_create([one for one in ends if one], batch_size=500)
    journal.write(by=by, verb="record-appointments", object_key="appointment:many", count=len(rows))
    return [[one for one in made if one] for made in zip(starts, ends, strict=True)]


@dataclass(slots=True)
class _Held:
    """Somebody in a post, from a day to the first day without, None while it lasts."""

    person_id: int
    acting: bool
    starts_on: dt.date
    ends_on: dt.date | None
    id: int | None = None

    def meets(self, other: "_Held") -> bool:
        """Whether the two have a day in common."""
        return (other.ends_on is None or self.starts_on < other.ends_on) and (
            self.ends_on is None or other.starts_on < self.ends_on
        )


def _refuse_overlaps(rows: Sequence[ListedAppointment]) -> None:
    standing = _lock(rows)
    by_id = {held.id: held for place in standing.values() for held in place}
    for row in rows:
        if row.held and row.leaving:
            held = by_id.get(row.held.id)
            if held is None:
                raise ValidationError(_("This appointment was taken back."))
            if held.ends_on is not None:
                raise ValidationError(_("This appointment has ended already."))
            held.ends_on = row.leaving.on
    for row in rows:
        if new := row.new:
            there = standing.setdefault((new.post, *_place(new)), [])
            one = _Held(new.person.pk, new.acting, new.on, row.leaving.on if row.leaving else None)
            for other in there:
                if one.meets(other) and (other.person_id == one.person_id or _collide(new, other)):
                    message = _("%(person)s: the post is held already, from %(day)s.")
                    told = {"person": new.person.short_name, "day": numbers.day(other.starts_on)}
                    raise ValidationError(message % told)
            there.append(one)


def _collide(new: NewAppointment, other: _Held) -> bool:
    return new.post in SINGLE_POSTS and other.acting == new.acting


def _lock(rows: Sequence[ListedAppointment]) -> dict[tuple[str, str, int], list[_Held]]:
    """Lock the organisations, so that two people cannot fill a post at once; what is held there, by post and place."""
    places = {_place(row.new) for row in rows if row.new} | {row.held.organisation for row in rows if row.held}
    there = Q(pk__in=[])
    for kind, model in (("region", Region), ("municipality", Municipality), ("school", School)):
        numbers_of_kind = [number for known, number in places if known == kind]
        list(model.objects.select_for_update().filter(pk__in=numbers_of_kind).order_by("pk").values_list("pk"))
        there |= Q(**{f"{kind}__in": numbers_of_kind})
    standing: dict[tuple[str, str, int], list[_Held]] = {}
    for one in load(there, clock.now()):
        held = _Held(one.person_id, one.acting, one.starts_on, one.ends_on, one.id)
        standing.setdefault((one.post, *one.organisation), []).append(held)
    return standing


def _place(new: NewAppointment) -> tuple[str, int]:
    return str(type(new.organisation)._meta.model_name), new.organisation.pk


def _appointment(new: NewAppointment, by: Actor, origin: str) -> Appointment:
    kind, _number = _place(new)
    made = stamp(on=new.on, by=by, origin=origin)
    values: dict[str, Any] = {kind: new.organisation, "acting": new.acting, "tier": new.tier, "basis": new.basis}
    return Appointment(person=new.person, post=new.post, **values, **made)


def _end(row: ListedAppointment, start: Appointment | None, by: Actor, origin: str) -> AppointmentEnd | None:
    leaving = row.leaving
    if leaving is None:
        return None
    values: dict[str, Any] = {"reason": leaving.reason, "note": leaving.note, "basis": leaving.basis}
    values["span_id"] = row.held.id if row.held else start and start.pk
    return AppointmentEnd(**values, **stamp(on=leaving.on, by=by, origin=origin))


def _renamed(row: ChangedPerson) -> bool:
    return any(name in row.values for name in ("surname", "given_name", "patronymic"))


def _other_name(person: User, name: PersonName, on: dt.date, by: Actor, origin: str) -> OtherName:
    parts = {"surname": name.surname, "given_name": name.given_name, "patronymic": name.patronymic}
    return OtherName(person=person, **parts, **stamp(on=on, by=by, origin=origin))


def _journal_changes(rows: Sequence[ChangedPerson], before: Mapping[int, Mapping[str, str]], by: Actor) -> None:
    """One person with the values before and after; many as keys only, for nobody could erase one among them."""
    if len(rows) == 1:
        details = {"before": dict(before[rows[0].person.pk]), "after": dict(rows[0].values)}
        journal.write(by=by, verb="change", object_key=rows[0].person.key, details=details)
    elif rows:
        keys = [row.person.pk for row in rows]
        journal.write(by=by, verb="change-people", object_key="user:many", count=len(rows), details={"people": keys})
