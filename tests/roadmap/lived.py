"""Half a year lived through over the small programme: what was recorded late, taken back, ended, and who left."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from opora.accounts.actions import Organisation
from opora.accounts.models import Appointment, User
from opora.core import clock
from opora.core.actions import void
from opora.core.actors import SYSTEM
from opora.programmes import actions
from opora.programmes.models import CohortMembership, Programme
from tests.accounts.people import appoint, end, person
from tests.organisations import places
from tests.organisations.places import Places
from tests.programmes import years
from tests.roadmap import small_programme

NOW = dt.datetime(2022, 6, 1, 9, tzinfo=dt.UTC)
MOMENTS = [
    ("2022-02-07", ""),  # what is due tomorrow is carried out
    ("2022-02-08", "2022-02-08"),  # one coordinator is not recorded yet
    ("2022-02-08", ""),
    ("2022-03-01", "2022-03-01"),  # a curator's first day is still the mistaken one
    ("2022-03-01", ""),
    ("2022-03-15", "2022-03-15"),  # a school has left, nobody has recorded it
    ("2022-03-15", ""),
    ("2022-05-11", ""),  # a curator has gone
    ("", ""),  # a coordinator has gone
]
"""(as of, known at): each day differs from the others in some figure, and from itself as it was known then."""


@dataclass(frozen=True)
class Lived:
    """The places, the programme of 2022, and people by what they do: login and their appointment."""

    made: Places
    programme: Programme
    people: dict[str, tuple[User, Appointment]]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2022-{text}")


def noon(text: str) -> dt.datetime:
    return dt.datetime.combine(day(text), dt.time(5), tzinfo=dt.UTC)


def live() -> Lived:
    """Everything up to the first of June."""
    made = places.make()
    programme = years.make(made)
    content = small_programme.data()
    row = small_programme.row("6", "2022-05-31", "share(schools(current), curator_appointed())", group="people")
    content["actions"].append(row)
    small_programme.load(programme, content)
    people = {
        "coordinator": _put("Журавлёва", "coordinator", made.bor, "02-05"),
        "luga": _put("Скворцова", "coordinator", made.luga, "02-06", "02-10"),
        "curator": _put("Чижова", "curator", made.first, "02-01"),
        "head": _put("Перепёлкина", "school_head", made.first, "01-10"),
        "municipal_head": _put("Коростелёв", "municipal_head", made.bor, "01-10"),
        "ministry": _put("Синицына", "ministry", made.region, "01-10"),
    }
    curator, curating = people["curator"]
    appoint(curator, "curator", made.fourth, on=day("03-25"), at=noon("03-25"))
    mistaken = appoint(curator, "curator", made.second, on=day("02-05"), at=noon("02-05"))
    with clock.at(noon("03-03")):
        void(record=mistaken, reason="another day", by=SYSTEM)
    appoint(curator, "curator", made.second, on=day("02-14"), at=noon("03-03"))
    membership = CohortMembership.objects.get(school=made.second, cohort__programme=programme)
    with clock.at(noon("03-16")):
        actions.leave(membership=membership, on=day("03-14"), reason="improved", basis="order 9", by=SYSTEM)
    end(curating, on=day("05-10"), at=noon("05-10"))
    end(people["luga"][1], on=day("05-20"), at=noon("05-20"))
    return Lived(made, programme, people)


def live_once(django_db_blocker: Any) -> Iterator[Lived]:
    """For a module: every test of it runs inside this transaction, and all is gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.at(NOW):
            yield live()
        transaction.set_rollback(True)


def _put(surname: str, post: str, where: Organisation, on: str, recorded: str = "") -> tuple[User, Appointment]:
    who = person(surname, f"{post}-{on}")
    return who, appoint(who, post, where, on=day(on), at=noon(recorded or on))
