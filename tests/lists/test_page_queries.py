"""A page of lists costs the same number of queries with one row and with three."""

import pytest
from pytest_django import DjangoAssertNumQueries

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations.actions import set_growth_point
from opora.programmes.actions import list_low_results
from tests.accounts.people import signed_in
from tests.core.markup import tables
from tests.organisations.places import OPENED
from tests.roadmap.grown import Grown
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db

LISTS = [
    ("/lists/municipalities/", 16),
    ("/lists/schools/", 21),
    ("/lists/schools/?municipality=m1&status=open", 21),
    ("/lists/cohort/", 23),
    ("/lists/low-results/", 24),
    ("/lists/growth-points/", 19),
]
"""Address, queries of the ministry."""
NOT_ALL = {"/lists/schools/?municipality=m1&status=open": 1}
"""Rows of a list that is filtered."""
OF_ONE = [
    ("/lists/", 53),
    ("/lists/municipalities/{municipality}/", 16),
    ("/lists/schools/{school}/", 25),
    ("/lists/schools/{school}/status/", 22),
    ("/lists/schools/add/", 14),
    ("/lists/cohort/add/", 20),
    ("/lists/low-results/add/", 22),
    ("/lists/schools/list.csv", 12),
]


def grown(rows: int) -> Grown:
    region = Grown(rows)
    with clock.at(NOW):
        list_low_results(region=region.region, schools=region.schools, on=OPENED, basis="order", by=SYSTEM)
        for school in region.schools:
            set_growth_point(school=school, present=True, on=OPENED, by=SYSTEM)
    return region


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), LISTS)
def test_a_list_costs_a_fixed_number_of_queries(
    path: str, queries: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader = grown(rows).readers["ministry"]
    with clock.at(NOW):
        client = signed_in(*reader)
        with django_assert_num_queries(queries):
            page = client.get(path).content.decode()
    assert len(tables(page)[""]) == NOT_ALL.get(path, rows)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), OF_ONE)
def test_so_does_a_page_beside_them(
    path: str, queries: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    region = grown(rows)
    path = path.format(municipality=region.municipalities[0].pk, school=region.schools[0].pk)
    with clock.at(NOW):
        client = signed_in(*region.readers["ministry"])
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
