"""An invented region of two municipalities with four schools, for the tests of every app above."""

import datetime as dt
from dataclasses import dataclass

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations import actions
from opora.organisations.actions import NewMunicipality, NewSchool
from opora.organisations.models import Municipality, Region, School

OPENED = dt.date(2021, 9, 1)
OPENED_AT = dt.datetime(2021, 9, 1, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Places:
    """What `make` made. `first` and `second` lie in the municipality `bor`, `third` and `fourth` in `luga`."""

    region: Region
    bor: Municipality
    luga: Municipality
    first: School
    second: School
    third: School
    fourth: School

    @property
    def schools(self) -> list[School]:
        return [self.first, self.second, self.third, self.fourth]


def make(code: str = "priobye") -> Places:
    """Open it all on the first of September 2021; the third school has a Growth Point centre."""
    with clock.at(OPENED_AT):
        region = actions.open_region(name="Приобский край", code=code, time_zone="Asia/Barnaul", by=SYSTEM)
        rows = [
            NewMunicipality(code="bor", name="Боровской район", short_name="Боровской", tile_column=1, tile_row=1),
            NewMunicipality(code="luga", name="Лужский район", short_name="Лужский", tile_column=2, tile_row=1),
        ]
        bor, luga = actions.add_municipalities(region=region, rows=rows, by=SYSTEM)
        schools = [
            NewSchool(municipality=bor, code=f"{code}-1", name="Боровская школа № 1", short_name="Боровская № 1"),
            NewSchool(municipality=bor, code=f"{code}-2", name="Боровская школа № 2", short_name="Боровская № 2"),
            NewSchool(
                municipality=luga, code=f"{code}-3", name="Лужская школа", short_name="Лужская", growth_point=True
            ),
            NewSchool(
                municipality=luga, code=f"{code}-4", name="Луговая школа", short_name="Яснолуговая", kind="basic"
            ),
        ]
        first, second, third, fourth = actions.add_schools(region=region, rows=schools, on=OPENED, by=SYSTEM)
    return Places(region, bor, luga, first, second, third, fourth)
