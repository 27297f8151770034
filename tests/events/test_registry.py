"""Whom a log can mean: the people of the region, with the posts of the day."""

import datetime as dt
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opora.accounts.models import Appointment, AppointmentEnd, OtherName, User
from opora.core.actors import SYSTEM
from opora.core.models import stamp
from opora.events.resolving import Registry
from tests.accounts.people import person
from tests.organisations.places import Places, make

pytestmark = pytest.mark.django_db

DAY = dt.date(2022, 3, 4)
BEFORE = dt.date(2022, 1, 10)


@pytest.fixture
def made() -> Places:
    return make()


def appoint(one: User, post: str, *, on: dt.date = BEFORE, **where: object) -> Appointment:
    return Appointment.objects.create(person=one, post=post, basis="order 1", **where, **stamp(on=on, by=SYSTEM))


def test_posts_are_those_of_the_day(made: Places) -> None:
    siskin = person("Чижова", "chizhova")
    left = appoint(siskin, "deputy_head", school=made.second)
    AppointmentEnd.objects.create(span=left, reason="resigned", basis="order 2", **stamp(on=DAY, by=SYSTEM))
    appoint(siskin, "school_head", school=made.first)
    appoint(siskin, "coordinator", municipality=made.bor, on=DAY + dt.timedelta(days=1))
    found = Registry.load(made.region, DAY).people[siskin.pk]
    assert [(held.post, held.organisation) for held in found.posts] == [("school_head", "Боровская № 1")]
    assert len(found.held) == 3
    assert found.posts[0].municipality == made.bor.pk


def test_former_names_are_known_and_who_was_taken_back_is_not(made: Places) -> None:
    siskin = person("Чижова", "chizhova")
    OtherName.objects.create(
        person=siskin, surname="Синицына", given_name="Елена", patronymic="", **stamp(on=BEFORE, by=SYSTEM)
    )
    gone = person("Дятлова", "dyatlova")
    User.objects.filter(pk=gone.pk).update(withdrawn=True)
    registry = Registry.load(made.region, DAY)
    assert [name.surname for name in registry.people[siskin.pk].names] == ["чижова", "синицына"]
    assert gone.pk not in registry.people


def test_queries_do_not_grow_with_people(made: Places) -> None:
    counts = []
    for at in range(3):
        appoint(person(f"Чижов{'а' * at}", f"chizhova{at}"), "team_member", school=made.schools[at])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            Registry.load(made.region, DAY)
        counts.append(len(asked))
    assert counts == [12, 12, 12]


def test_a_whole_region_is_loaded_quickly(made: Places) -> None:
    people = User.objects.bulk_create(
        [User(login=f"n{at}", surname=f"Фамилия{at}", given_name="Анна", patronymic="Ильинична") for at in range(3000)]
    )
    now = stamp(on=BEFORE, by=SYSTEM)
    Appointment.objects.bulk_create(
        [Appointment(person=one, post="team_member", school=made.first, basis="order 1", **now) for one in people]
    )
    began = time.perf_counter()
    registry = Registry.load(made.region, DAY)
    assert len(registry.people) == 3000
    assert time.perf_counter() - began < 2
