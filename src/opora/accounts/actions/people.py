"""Entering people, their names and contacts, and whether and how they may sign in."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from opora.accounts.models import Language, OtherName, User
from opora.accounts.withdrawn import refuse_withdrawn
from opora.core import clock, journal
from opora.core.actions import keep
from opora.core.actors import Actor
from opora.core.models import stamp

CONSONANTS, VOWELS, DIGITS = "bdfgkmnprstvz", "aeiou", "23456789"
"""Nothing that is taken for something else when it is read aloud or copied from paper."""


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


@transaction.atomic
def add_people(*, rows: Sequence[NewPerson], by: Actor) -> list[User]:
    """Enter people as one batch, in their order; ValidationError names a login that is taken."""
    added = [_person(row) for row in rows]
    logins = [row.login for row in rows]
    seen = dict(User.objects.filter(login__in=logins).values_list("login", "withdrawn"))
    for person in added:
        person.clean_fields(exclude={"password"})
        if person.login in seen:
            text = _("The login “%(login)s” is taken.")
            if seen[person.login]:
                text = _("The login “%(login)s” is that of somebody who was taken back: choose another.")
            raise ValidationError({"login": text % {"login": person.login}})
        seen[person.login] = False
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
def set_password(*, person: User, password: str, by: Actor, once: bool = False) -> None:
    """Give somebody a password; `once`: only to sign in and choose another.

    ValidationError says what is weak about it, or that the person was taken back.
    """
    refuse_withdrawn(person)
    validate_password(password, user=person)
    person.set_password(password)
    person.must_change_password = once
    person.save(update_fields=["password", "must_change_password"])
    journal.write(by=by, verb="set-password", object_key=person.key)


@transaction.atomic
def forbid_sign_in(*, person: User, by: Actor) -> None:
    """Close the door to somebody at once, whatever they hold; their sessions end with the next request."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    journal.write(by=by, verb="forbid-sign-in", object_key=person.key)


@transaction.atomic
def allow_sign_in(*, person: User, by: Actor) -> None:
    """Open the door again to somebody it was closed to; the password is the one they had."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    journal.write(by=by, verb="allow-sign-in", object_key=person.key)


def give_password(*, person: User, by: Actor) -> str:
    """Make a password that can be read aloud and give it to somebody; it is told once, here, and kept nowhere.

    ValidationError for somebody who was taken back, or to whom the sign-in is closed.
    """
    if not person.is_active:
        raise ValidationError(_("Sign-in is closed for this person: open it first."))
    syllables = ["".join(secrets.choice(letters) for letters in (CONSONANTS, VOWELS)) for _n in range(6)]
    words = ["".join(syllables[at : at + 2]) for at in (0, 2, 4)]
    password = "-".join([*words, "".join(secrets.choice(DIGITS) for _n in range(2))])
    set_password(person=person, password=password, by=by, once=True)
    return password


@transaction.atomic
def change_person(
    *, person: User, surname: str, given_name: str, patronymic: str, email: str, phone: str, by: Actor
) -> None:
    """Write names and contacts anew; the earlier ones stay in the journal. ValidationError says what is wrong.

    A name that was borne until today is kept as another name, so that lists which still use it find the person.
    """
    refuse_withdrawn(person)
    fields = {
        "surname": surname,
        "given_name": given_name,
        "patronymic": patronymic,
        "email": email,
        "phone": phone,
    }
    changed = {name: value for name, value in fields.items() if getattr(person, name) != value}
    if not changed:
        return
    before = {name: getattr(person, name) for name in changed}
    names = {name: getattr(person, name) for name in ("surname", "given_name", "patronymic")}
    for name, value in changed.items():
        setattr(person, name, value)
    person.clean_fields(exclude={"password"})
    person.save(update_fields=list(changed))
    if names.keys() & changed.keys():
        keep(OtherName(person=person, **names, **stamp(on=clock.today(), by=by)))
    journal.write(by=by, verb="change", object_key=person.key, details={"before": before, "after": changed})


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
