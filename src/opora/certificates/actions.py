"""Giving certificates, to many people at once, and taking one back."""

import datetime as dt
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.certificates.models import Certificate, Kind, Role
from opora.certificates.numbers import new_number
from opora.core import actions, journal
from opora.core.actors import Actor
from opora.core.models import Origin, stamp
from opora.organisations.models import Region

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What certificates are given for, as it is printed. `about` is its key, such as "event:17"."""

    about: str
    title: str
    first_day: dt.date
    last_day: dt.date
    place: str = ""
    organiser: str = ""
    kind: Kind = Kind.PARTICIPATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who gets one. `person` None: a guest, known by the name alone. `minutes` None: how long is not printed."""

    name: str
    person: User | None = None
    role: Role = Role.PARTICIPANT
    minutes: int | None = None


@transaction.atomic
def issue(
    *,
    region: Region,
    subject: Subject,
    holders: Iterable[Holder],
    on: dt.date,
    by: Actor,
    origin: str = Origin.ENTERED,
) -> list[Certificate]:
    """Give each of these people a certificate dated `on`; answers those that are new, in the order of the holders.

    Who holds one of the same kind about the same thing gets no second one, so it may be called again for all. Two
    guests of one name are one. A revoked certificate does not count. ValidationError: something to print is missing
    or too long, or the days are in the wrong order.
    """
    if subject.last_day < subject.first_day:
        raise ValidationError(_("The last day is before the first one."))
    list(Region.objects.select_for_update().order_by("pk"))  # one at a time takes numbers, whatever the region
    wanted = _without_one(subject, holders)
    serial = Certificate.objects.filter(year=on.year).aggregate(last=Max("serial"))["last"] or 0
    rows = [
        Certificate(
            region=region,
            year=on.year,
            serial=serial + place,
            number=new_number(on.year, serial + place),
            public_key=secrets.token_urlsafe(12),
            kind=subject.kind,
            person=one.person,
            about=subject.about,
            name=_plain(one.name),
            role=one.role,
            title=_plain(subject.title),
            first_day=subject.first_day,
            last_day=subject.last_day,
            minutes=one.minutes,
            place=_plain(subject.place),
            organiser=_plain(subject.organiser),
            **stamp(on=on, by=by, origin=origin),
        )
        for place, one in enumerate(wanted, start=1)
    ]
    for row in rows:
        row.clean_fields(exclude=["region", "person"])  # rows of these exist: asking for each would cost two queries
    made = Certificate.objects.bulk_create(rows, batch_size=500)
    if made:
        journal.write(by=by, verb="issue-certificates", object_key=subject.about, count=len(made))
    return made


def revoke(*, certificate: Certificate, reason: str, by: Actor) -> None:
    """Take one back: from now on whoever looks it up reads that it does not hold. ValidationError without a reason."""
    about = certificate.person.key if certificate.person else ""
    actions.void(record=certificate, reason=reason, by=by, about=about)


def _without_one(subject: Subject, holders: Iterable[Holder]) -> Sequence[Holder]:
    """Those who hold no certificate yet, each once."""
    standing = Certificate.objects.standing().filter(about=subject.about, kind=subject.kind)
    known: set[int | str] = {person or name for person, name in standing.values_list("person", "name")}
    found = []
    for one in holders:
        key = one.person.pk if one.person else _plain(one.name)
        if key not in known:
            known.add(key)
            found.append(one)
    return found


def _plain(text: str) -> str:
    """One line without signs that nobody sees."""
    return " ".join(_UNSEEN.sub("", text).split())
