"""A region of two municipalities with three schools."""

import datetime as dt

import pytest

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations import actions
from opora.organisations.actions import NewMunicipality, NewSchool
from opora.organisations.models import Municipality, Region, School

JANUARY = dt.datetime(2022, 1, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def region() -> Region:
    return actions.open_region(name="Приобский край", code="priobye", time_zone="Asia/Barnaul", by=SYSTEM)


@pytest.fixture
def municipalities(region: Region) -> list[Municipality]:
    rows = [
        NewMunicipality(code="bor", name="Боровской район", short_name="Боровской", tile_column=1, tile_row=1),
        NewMunicipality(code="luga", name="Лужский район", short_name="Лужский", tile_column=2, tile_row=1),
    ]
    return actions.add_municipalities(region=region, rows=rows, by=SYSTEM)


@pytest.fixture
def schools(region: Region, municipalities: list[Municipality]) -> list[School]:
    first, second = municipalities
    rows = [
        NewSchool(municipality=first, code="bor-1", name="Боровская школа № 1", short_name="Боровская № 1"),
        NewSchool(
            municipality=first, code="bor-2", name="Боровская школа № 2", short_name="Боровская № 2", kind="basic"
        ),
        NewSchool(municipality=second, code="luga-1", name="Лужская школа", short_name="Лужская", growth_point=True),
    ]
    with clock.at(JANUARY):
        return actions.add_schools(region=region, rows=rows, on=dt.date(2022, 1, 1), by=SYSTEM)
