"""The region while it comes to life: what the actions have made so far, found again by the codes of the plan."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass, field

from opora.accounts import actions as accounts
from opora.accounts.actions import NewAppointment, NewPerson, Organisation
from opora.accounts.models import Appointment, User
from opora.core.actions import void
from opora.core.actors import SYSTEM, Actor
from opora.core.models import Origin
from opora.demo import cast, contacts
from opora.demo.tenures import Tenure
from opora.organisations.models import GrowthPoint, Municipality, Region, School
from opora.programmes.models import CohortMembership, Programme

ZONE = zoneinfo.ZoneInfo("Asia/Barnaul")
DEMO = Origin.DEMO


@dataclass
class World:
    """`shown_on`: the day the region is shown at. `password`: of everybody who can sign in."""

    shown_on: dt.date
    password: str
    by: Actor = SYSTEM
    region: Region = field(init=False)
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    schools: dict[str, School] = field(default_factory=dict)
    programmes: dict[int, Programme] = field(default_factory=dict)
    memberships: dict[str, CohortMembership] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    appointments: dict[Tenure, Appointment] = field(default_factory=dict)
    growth_points: dict[str, GrowthPoint] = field(default_factory=dict)

    def schools_of(self, codes: Iterable[str]) -> list[School]:
        """Schools by code, in this order."""
        return [self.schools[code] for code in codes]

    def organisation(self, place: str) -> Organisation:
        """What a tenure's place names."""
        return self.schools.get(place) or self.municipalities.get(place) or self.region

    def add_people(self, tenures: Iterable[Tenure]) -> None:
        """Enter everybody who appears for the first time; whoever can sign in gets the password."""
        new = {tenure.person: None for tenure in tenures if tenure.person.login not in self.people}
        rows = [
            NewPerson(
                login=person.login,
                surname=person.surname,
                given_name=person.given_name,
                patronymic=person.patronymic,
                email=contacts.email(person.login),
                phone=contacts.phone(person.login),
                password=self.password if person in cast.SIGN_INS else None,
            )
            for person in new
        ]
        if rows:
            self.people.update({user.login: user for user in accounts.add_people(rows=rows, by=self.by)})

    def appoint(self, tenures: list[Tenure]) -> None:
        """Make these appointments as one batch."""
        if not tenures:
            return
        self.add_people(tenures)
        rows = [
            NewAppointment(
                person=self.people[tenure.person.login],
                post=tenure.post,
                organisation=self.organisation(tenure.place),
                on=tenure.on,
                basis=tenure.basis,
                acting=tenure.acting,
                tier=tenure.tier or "",
            )
            for tenure in tenures
        ]
        made = accounts.appoint_many(rows=rows, by=self.by, origin=DEMO)
        self.appointments.update(zip(tenures, made, strict=True))

    def end(self, tenure: Tenure) -> None:
        """Record that a post was left."""
        if ending := tenure.ending:
            accounts.end_appointment(
                appointment=self.appointments[tenure],
                on=ending.on,
                reason=ending.reason,
                note=ending.note,
                basis=ending.basis,
                by=self.by,
                origin=DEMO,
            )

    def take_back(self, tenure: Tenure) -> None:
        """Void the record of an appointment."""
        if tenure.void:
            about = self.people[tenure.person.login].key
            void(record=self.appointments[tenure], reason=tenure.void[1], by=self.by, about=about)

    def let_clerk_act(self) -> None:
        """From now on the ministry's operator makes the records, in place of the system that opened the region."""
        clerk = self.people[cast.SINITSYNA.login]
        self.by = Actor(
            key=clerk.key, label=clerk.short_name, role="ministry", region_id=self.region.pk, everything=True
        )
