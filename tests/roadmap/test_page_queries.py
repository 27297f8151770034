"""A page of the roadmap costs the same number of queries with one row and with three."""

import pytest
from pytest_django import DjangoAssertNumQueries

from opora.core import clock
from tests.accounts.people import signed_in
from tests.core.markup import tables
from tests.roadmap.grown import Grown
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db

FURTHER = {"coordinator": 1, "ministry": 1}
"""A coordinator's municipalities are asked for by name; the ministry is told when background work stands still."""
PAGES = [
    ("/roadmap/?group=number", "", 26),
    ("/roadmap/?group=number&view=table", "", 26),
    ("/indicators/5/?list=met", "h-lists", 30),
    ("/indicators/5/?list=missing&as_of=2022-01-20", "h-lists", 30),
    ("/indicators/4/?list=met", "h-lists", 30),
    ("/indicators/5/", "h-parts", 30),
    ("/indicators/5/municipalities/", "", 26),
]
"""Address, the heading of its list, queries of the ministry."""
HEADS = {"/roadmap/?group=number": 1, "/roadmap/?group=number&view=table": 1, "/indicators/5/municipalities/": 1}
"""Rows beside the counted ones: the action 4, the sum of all."""


def _control(path: str, role: str) -> int:
    """The ministry reads the control of an action beside its figure, which a coordinator may not."""
    return int(role == "ministry" and path.startswith("/indicators/") and "municipalities" not in path)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", FURTHER)
@pytest.mark.parametrize(("path", "heading", "queries"), PAGES)
def test_a_list_costs_a_fixed_number_of_queries(
    path: str, heading: str, queries: int, role: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader = Grown(rows).readers[role]
    with clock.at(NOW):
        client = signed_in(*reader)
        with django_assert_num_queries(queries + FURTHER[role] + _control(path, role)):
            page = client.get(path).content.decode()
    assert len(tables(page)[heading]) == rows + HEADS.get(path, 0)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/roadmap/5/", 32), ("/roadmap/next-year/", 28)])
def test_so_does_a_page_of_one(
    path: str, queries: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader = Grown(rows).readers["ministry"]
    with clock.at(NOW):
        client = signed_in(*reader)
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
