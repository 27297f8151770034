import datetime as dt

import pytest

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.programmes import actions
from opora.programmes.models import Programme
from tests.organisations import places

BEGUN = dt.datetime(2021, 12, 15, 12, tzinfo=dt.UTC)


@pytest.fixture
def made() -> places.Places:
    return places.make()


@pytest.fixture
def programme(made: places.Places) -> Programme:
    """2022 with the first three schools, after 2021 with the fourth and the first."""
    with clock.at(BEGUN):
        before = actions.start_programme(region=made.region, year=2021, title="2021", by=SYSTEM)
        now = actions.start_programme(region=made.region, year=2022, title="2022", preceding=before, by=SYSTEM)
        day = dt.date(2021, 10, 1)
        actions.enrol(programme=before, schools=[made.fourth, made.first], on=day, basis="order 1", by=SYSTEM)
        day = dt.date(2021, 12, 15)
        actions.enrol(programme=now, schools=[made.first, made.second, made.third], on=day, basis="order 2", by=SYSTEM)
    return now
