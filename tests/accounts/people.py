"""Invented people and their appointments."""

import datetime as dt
from typing import Any

from django.test import Client

from opora.accounts import actions
from opora.accounts.actions import NewPerson, Organisation
from opora.accounts.guard import SESSION_KEY
from opora.accounts.models import Appointment, AppointmentEnd, Post, Tier, User
from opora.core import clock
from opora.core.actors import SYSTEM

PASSWORD = "сойка-на-ветке-7"
FEBRUARY = dt.date(2022, 2, 8)
ENTERED_AT = dt.datetime(2022, 2, 8, 12, tzinfo=dt.UTC)


def person(surname: str, login: str, password: str | None = None) -> User:
    row = NewPerson(login=login, surname=surname, given_name="Елена", patronymic="Викторовна", password=password)
    return actions.add_person(row=row, by=SYSTEM)


def appoint(
    who: User, post: str, where: Organisation, on: dt.date = FEBRUARY, at: dt.datetime = ENTERED_AT, **more: Any
) -> Appointment:
    """Appoint, recorded at a moment; a curator is regional unless told otherwise."""
    if post == Post.CURATOR:
        more.setdefault("tier", Tier.REGIONAL)
    with clock.at(at):
        return actions.appoint(
            person=who, post=post, organisation=where, on=on, basis=more.pop("basis", "order 5"), by=SYSTEM, **more
        )


def end(held: Appointment, on: dt.date, at: dt.datetime = ENTERED_AT) -> AppointmentEnd:
    with clock.at(at):
        return actions.end_appointment(appointment=held, on=on, reason="resigned", basis="order 6", by=SYSTEM)


def signed_in(who: User, held: Appointment, **more: Any) -> Client:
    """A browser of somebody who acts in the capacity of an appointment."""
    client = Client(**more)
    client.force_login(who)
    session = client.session
    session[SESSION_KEY] = held.pk
    session.save()
    return client
