"""The overview and the pages of places cost the same number of queries with one row and with three."""

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
    ("/", "h-map", 30),
    ("/municipalities/", "h-all", 27),
    ("/schools/", "", 27),
    ("/schools/?which=previous", "", 27),
    ("/schools/?which=no-curator&as_of=2022-01-20", "", 27),
]
"""Address, the heading of its list, queries of the ministry."""


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", FURTHER)
@pytest.mark.parametrize(("path", "heading", "queries"), PAGES)
def test_a_list_costs_a_fixed_number_of_queries(
    path: str, heading: str, queries: int, role: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader = Grown(rows).readers[role]
    with clock.at(NOW):
        client = signed_in(*reader)
        with django_assert_num_queries(queries + FURTHER[role]):
            page = client.get(path).content.decode()
    assert len(tables(page)[heading]) == rows


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("role", FURTHER)
@pytest.mark.parametrize(("kind", "queries"), [("municipalities", 30), ("schools", 40)])
def test_so_does_the_page_of_one_place(
    kind: str, queries: int, role: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grown = Grown(rows)
    pk = getattr(grown, kind)[0].pk
    with clock.at(NOW):
        client = signed_in(*grown.readers[role])
        with django_assert_num_queries(queries + FURTHER[role]):
            page = client.get(f"/{kind}/{pk}/").content.decode()
    assert len(tables(page)["h-standings"]) == rows + (kind == "municipalities")
