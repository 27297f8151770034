"""A whole region of appointments: how many questions the base is asked, and how long a transaction takes."""

import random
import time
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from opora.accounts.imports import APPOINTMENTS, PEOPLE
from opora.accounts.models import Appointment, User
from opora.core.imports import actions as imports
from opora.core.imports.files import read_file
from opora.core.imports.plans import Kind, Plan
from opora.core.imports.tables import Where, read_table
from opora.demo import names
from opora.organisations.models import Municipality, School
from tests.organisations.lists import Lists
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

HEAD = ("ФИО", "Должность", "Школа", "Район")
OPTIONS = ("--on", "2022-02-08", "--basis", "order 5")
MUNICIPALITIES, SCHOOLS, CURATORS = 70, 1100, 1260


def plan(kind: Kind, file: Path, where: Where) -> Plan:
    return kind.plan(read_table(read_file(file), kind.columns, where), where)


def drawn(count: int) -> list[str]:
    """So many full names, each once."""
    people = names.People(random.Random(1))  # noqa: S311 - the same people each time
    return [f"{one.surname} {one.given_name} {one.patronymic}" for one in (people.draw() for _one in range(count))]


def rows_of_region(made: Places) -> list[tuple[str, ...]]:
    """2,500 appointments: heads, curators and coordinators of 1,100 schools in 70 municipalities."""
    Municipality.objects.bulk_create(
        Municipality(region=made.region, code=f"m{n}", name=f"Район {n}", short_name=f"Район {n}")
        for n in range(MUNICIPALITIES)
    )
    places = list(Municipality.objects.filter(code__startswith="m"))
    School.objects.bulk_create(School(municipality=places[n % MUNICIPALITIES], code=f"s{n}") for n in range(SCHOOLS))
    people = drawn(SCHOOLS + MUNICIPALITIES * 2 + CURATORS // 4)
    rows = [(people.pop(), "директор", f"s{n}", "") for n in range(SCHOOLS)]
    rows += [(people.pop(), "координатор", "", f"m{n}") for n in range(MUNICIPALITIES)]
    rows += [(people.pop(), "муниципальный координатор", "", f"Район {n}") for n in range(70)]
    for n in range(0, CURATORS, 4):
        name = people.pop()
        rows += [(name, "куратор региональный", f"s{(n + at) % SCHOOLS}", "") for at in range(4)]
    return rows


def test_planning_asks_the_same_number_of_questions_whatever_the_rows(
    made: Places, lists: Lists, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    where = Where(region=made.region, on=None, basis="order 5")
    people = drawn(100)
    for count in (1, 3, 100):
        file = lists.csv([("ФИО", "Телефон"), *((name, "") for name in people[:count])])
        with django_assert_num_queries(7):
            plan(PEOPLE, file, where)
        rows = [(*HEAD, "С"), *((name, "эксперт", "", "", "08.02.2022") for name in people[:count])]
        file = lists.csv(rows)
        with django_assert_num_queries(10):
            assert plan(APPOINTMENTS, file, where).counts["error"] == 0


def test_a_region_comes_in_quickly_and_in_short_transactions(
    made: Places, lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = rows_of_region(made)
    assert len(rows) == 2500
    file = lists.xlsx([HEAD, *rows])
    took: list[float] = []
    write = imports._write

    def measured(*given: Any) -> None:
        begun = time.monotonic()
        write(*given)
        took.append(time.monotonic() - begun)

    monkeypatch.setattr(imports, "_write", measured)
    begun = time.monotonic()
    data = lists.read("appointments", file, *OPTIONS)
    dry = time.monotonic() - begun
    assert (data["create"], data["error"]) == (2500, 0), data["rows"][:3]
    assert lists.counts("appointments", file, *OPTIONS, "--commit") == (2500, 0, 0, 0)
    begun = time.monotonic()
    assert lists.counts("appointments", file, *OPTIONS, "--commit") == (0, 0, 2500, 0)
    again = time.monotonic() - begun
    print(f"dry run {dry:.2f} s, longest of {len(took)} transactions {max(took):.2f} s, again {again:.2f} s")  # noqa: T201 - measured
    assert Appointment.objects.count() == 2500
    assert User.objects.count() == len({name for name, *_rest in rows})
    assert max(took) < 2
