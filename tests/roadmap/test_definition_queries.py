"""Pages of a definition cost the same with one row and with three, with one version and with three."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.roadmap.actions import define_indicator
from opora.roadmap.models import Indicator
from opora.roadmap.proposed import Proposed
from tests.accounts.people import signed_in
from tests.roadmap.grown import Grown
from tests.roadmap.lived import NOW

pytestmark = pytest.mark.django_db
BOTH = "share(schools(current, previous), curator_appointed())"
DAY = dt.date(2022, 2, 10)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("page", "step", "queries"),
    [
        ("passport/", None, 32),
        ("definition/", None, 28),
        ("definition/", "preview", 28),
        ("definition/check/", "", 27),
        ("definition/take-back/", None, 29),
    ],
)
def test_a_fixed_number_of_queries(
    page: str, step: str | None, queries: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grown = Grown(rows)
    with clock.at(NOW):
        for number in range(rows):
            proposed = Proposed(formula=BOTH, on=DAY, basis="minutes 7", reading=str(number))
            define_indicator(indicator=Indicator.objects.get(key="5"), proposed=proposed, by=SYSTEM)
        client = signed_in(*grown.readers["ministry"])
        given = {
            "formula": BOTH,
            "occurred_on": "2022-02-10",
            "basis": "x",
            "version": str(rows + 1),
            "step": step or "",
        }
        with django_assert_num_queries(queries):
            path = f"/indicators/5/{page}"
            response = client.get(path) if step is None else client.post(path, given)
    assert response.status_code == 200
