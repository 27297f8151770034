"""A page of practices costs the same number of queries with one row and with three."""

import pytest
from pytest_django import DjangoAssertNumQueries

from opora.organisations.actions import NewSchool, add_schools
from opora.practices import actions
from opora.practices.actions import NewPractice
from tests.core.markup import tables
from tests.organisations.places import OPENED
from tests.practices.fair import JUDGE, Fair, june

pytestmark = pytest.mark.django_db

PAGES = [
    ("institute", "/practices/", 19),
    ("coordinator", "/practices/", 20),
    ("ministry", "/practices/bank/", 16),
    ("institute", "/practices/sites/", 15),
    ("institute", "/practices/works/{work}/", 23),
    ("head", "/practices/works/{work}/", 25),
    ("institute", "/practices/bank/{practice}/", 18),
    ("institute", "/practices/sites/{site}/", 15),
    ("institute", "/practices/works/add/", 19),
    ("institute", "/practices/sites/add/", 17),
]
"""Who asks, the address, queries."""


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("role", "path", "queries"), PAGES)
def test_a_page_costs_a_fixed_number_of_queries(
    fair: Fair, role: str, path: str, queries: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    told = [NewSchool(municipality=fair.made.bor, code=f"x{n}", name=f"X{n}", short_name=f"X{n}") for n in range(rows)]
    for nth, school in enumerate(add_schools(region=fair.made.region, rows=told, on=OPENED, by=JUDGE)):
        work = fair.work("first", june(6), title=f"Работа {nth}")
        actions.return_work(work=work, remarks="Допишите", on=june(7), by=JUDGE)
        row = NewPractice(title=f"Практика {nth}", direction="Чтение", summary="О чём она.")
        practice = actions.add_practice(school=school, practice=row, on=june(1), by=JUDGE)
        site = actions.name_site(school=school, topic="x", basis="x", practice=practice, on=june(1), by=JUDGE)
    client = fair.browser(role)
    address = path.format(work=work.pk, practice=practice.pk, site=site.pk)
    with django_assert_num_queries(queries):
        html = client.get(address).content.decode()
    assert len(tables(html).get("", [])) in (0, rows)
